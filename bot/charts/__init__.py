"""Pictures of what came of it: bars, ranges and chains, as PNG in the chat and SVG on paper."""
