"""Checks against Telegram's Bot API 10.1, machine-readable: what a bot sends, what it gets back.

``check_call(call)`` for one call the local Bot API recorded, ``check_object(value, "Message")`` for
one object. Both return problems in words, an empty list when there are none. The specification lies
in the shared data; where that is absent the calling test is skipped.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

from bot.demo.botapi.shapes import Call, Json, Upload
from tests.support.shared import shared_data

_ARRAY = "Array of "
_ALWAYS = re.compile(r"(?:always|must be) [“\"]?(?P<value>[\w/]+)[”\"]?")


@functools.cache
def _loaded(path: Path) -> Json:
    spec: Json = json.loads(path.read_text(encoding="utf-8"))
    return spec


def specification() -> Json:
    """Return the specification: ``methods`` and ``types`` by name."""
    return _loaded(shared_data("telegram-bot-api-10.1.json"))


def check_call(call: Call) -> list[str]:
    """Return what is wrong with a call: its parameters, or the answer it was given."""
    method = specification()["methods"].get(call.method)
    if method is None:
        return [f"{call.method}: the Bot API has no such method"]
    problems = _fields(call.params, method.get("fields", []), call.method, sent=True)
    if call.response is not None:
        problems += _answer(call, method["returns"])
    return problems


def _answer(call: Call, returns: list[str]) -> list[str]:
    response = dict(call.response or {})
    where = f"{call.method} answered"
    if response.pop("ok", None) is True:
        return _one_of(response.get("result"), returns, f"{where} result", sent=False)
    problems = _one_of(response.get("error_code"), ["Integer"], f"{where} error_code", sent=False)
    problems += _one_of(response.get("description"), ["String"], f"{where} description", sent=False)
    if "parameters" in response:
        problems += check_object(response["parameters"], "ResponseParameters")
    return problems


def check_object(value: Any, kind: str, where: str = "") -> list[str]:
    """Return what is wrong with ``value`` as a Bot API object of type ``kind``."""
    return _value(value, kind, where or kind, sent=False)


def _value(value: Any, kind: str, where: str, *, sent: bool) -> list[str]:
    if sent and isinstance(value, str) and kind != "String":
        value = _decoded(value)
    if kind.startswith(_ARRAY):
        if not isinstance(value, list):
            return [f"{where}: {value!r} is no Array"]
        inner = kind.removeprefix(_ARRAY)
        found = [_value(one, inner, f"{where}[{n}]", sent=sent) for n, one in enumerate(value)]
        return [problem for problems in found for problem in problems]
    if kind in {"Integer", "Float", "String", "Boolean", "InputFile"}:
        return [] if _is_scalar(value, kind) else [f"{where}: {value!r} is no {kind}"]
    known = specification()["types"][kind]
    if "subtypes" in known:
        return _one_of(value, known["subtypes"], where, sent=sent)
    if not isinstance(value, dict):
        return [f"{where}: {value!r} is no {kind}"]
    return _fields(value, known.get("fields", []), where, sent=sent)


def _one_of(value: Any, kinds: list[str], where: str, *, sent: bool) -> list[str]:
    """Return no problem when one of ``kinds`` fits, else the problems of the one nearest to it."""
    if len(kinds) > 1 and all(kind.startswith(_ARRAY) for kind in kinds):
        # "Array of InputMediaPhoto and InputMediaVideo": each item may be any of them
        inner = [kind.removeprefix(_ARRAY) for kind in kinds]
        items = _decoded(value) if sent and isinstance(value, str) else value
        if isinstance(items, list):
            found = [_one_of(one, inner, f"{where}[{n}]", sent=sent) for n, one in enumerate(items)]
            return [problem for problems in found for problem in problems]
    return min((_value(value, kind, where, sent=sent) for kind in kinds), key=len)


def _fields(value: Json, fields: list[Json], where: str, *, sent: bool) -> list[str]:
    known = {field["name"]: field for field in fields}
    problems = [
        f"{where}: missing {name}"
        for name, field in known.items()
        if field["required"] and name not in value
    ]
    for name, item in value.items():
        if name not in known:
            if not (sent and isinstance(item, Upload) and f"attach://{name}" in str(value)):
                problems.append(f"{where}: unknown {name}")
            continue
        problems += _one_of(item, known[name]["types"], f"{where}.{name}", sent=sent)
        always = _ALWAYS.search(known[name]["description"]) if name in {"type", "status"} else None
        if always and item != always["value"]:
            problems.append(f"{where}.{name}: {item!r} is not always {always['value']!r}")
    return problems


def _decoded(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _is_scalar(value: Any, kind: str) -> bool:
    if kind == "Integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "Float":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "Boolean":
        return isinstance(value, bool)
    return isinstance(value, Upload if kind == "InputFile" else str)
