"""Read a request's parameters strictly: what is unknown, missing or of the wrong type is refused.

Telegram itself ignores unknown parameters and guesses at types, which hides a bot's mistakes until
the day it stops guessing; here they are refused in words of our own that name the parameter.
"""

from __future__ import annotations

import json
from typing import Any

from aiohttp import BodyPartReader, web

from bot.demo.botapi.parameters import METHODS, OBJECTS, UNIONS, Field
from bot.demo.botapi.refusals import Refusal
from bot.demo.botapi.shapes import Json, Upload


async def raw_parameters(request: web.Request) -> Json:
    """Return what was sent: query string, and a JSON, form or multipart body."""
    params: Json = dict(request.query)
    kind = request.content_type
    if kind == "application/json" and request.can_read_body:
        params.update(_json_body(await request.text()))
    elif kind == "multipart/form-data":
        params.update(await _multipart(request))
    elif kind == "application/x-www-form-urlencoded":
        params.update({name: str(value) for name, value in (await request.post()).items()})
    return params


def _json_body(text: str) -> Json:
    try:
        body = json.loads(text)
    except ValueError:
        raise Refusal("can't parse JSON body") from None
    if not isinstance(body, dict):
        raise Refusal("the JSON body must be an Object")
    return body


async def _multipart(request: web.Request) -> Json:
    params: Json = {}
    reader = await request.multipart()
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise Refusal("a part of the multipart body has no name")
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            params[part.name] = _utf8(content)
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            params[part.name] = Upload(part.filename, mime, content)
    return params


def _utf8(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Refusal("strings must be encoded in UTF-8") from None


def checked(method: str, raw: Json) -> Json:
    """Return the parameters of ``method`` in their types, or raise the Refusal that says why not.

    File parts that the table does not name may be there as long as an ``attach://`` points to them.
    """
    fields = METHODS[method]
    attached = {name: value for name, value in raw.items() if isinstance(value, Upload)}
    params: Json = {}
    for name, value in raw.items():
        if name not in fields:
            if name in attached and _is_pointed_to(name, raw):
                params[name] = value
                continue
            raise Refusal(f'unknown parameter "{name}" for {method}')
        if value is None or (value == "" and fields[name].types != ("String",)):
            continue
        params[name] = _typed(value, fields[name].types, name)
    for name, known in fields.items():
        if known.required and name not in params:
            raise _missing(name)
    return params


def _is_pointed_to(name: str, raw: Json) -> bool:
    target = f"attach://{name}"
    return any(target in json.dumps(value, default=str) for value in raw.values())


def _missing(name: str) -> Refusal:
    if name == "chat_id":
        return Refusal("chat_id is empty")
    if name == "text":
        return Refusal("message text is empty")
    if name == "message_id":
        return Refusal("message identifier is not specified")
    if name in {"photo", "voice", "audio", "video", "document"}:
        return Refusal(f"there is no {name} in the request")
    return Refusal(f'parameter "{name}" is required')


def _typed(value: Any, types: tuple[str, ...], where: str) -> Any:
    """Return ``value`` as one of ``types``, or raise the complaint of the type it was meant for."""
    complaints = []
    for kind in types:
        try:
            return _one_type(value, kind, where)
        except Refusal as refused:
            if _looks_like(value, kind):
                raise
            complaints.append(refused)
    raise complaints[0]


def _looks_like(value: Any, kind: str) -> bool:
    """Tell whether ``value`` means to be an object of ``kind``: it has a field that one needs."""
    value = _decoded(value)
    if not isinstance(value, dict) or kind not in OBJECTS:
        return False
    return any(known.required and name in value for name, known in OBJECTS[kind].items())


def _one_type(value: Any, kind: str, where: str) -> Any:
    if kind.startswith("Array of "):
        items = _decoded(value)
        if not isinstance(items, list):
            raise Refusal(f"{where} must be an Array")
        inner = kind.removeprefix("Array of ")
        return [_one_type(item, inner, f"{where}[{n}]") for n, item in enumerate(items)]
    if kind in UNIONS:
        return _object(value, _member_of(kind, _decoded(value), where), where)
    if kind in OBJECTS:
        return _object(value, kind, where)
    return _scalar(value, kind, where)


def _member_of(union: str, value: Any, where: str) -> str:
    name = value.get("type") if isinstance(value, dict) else None
    if name not in UNIONS[union]:
        raise Refusal(f"can't parse {union}: {where} has unsupported type")
    return UNIONS[union][name]


def _decoded(value: Any) -> Any:
    """Return what a JSON-serialised string holds; Telegram takes objects in either form."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _object(value: Any, kind: str, where: str) -> Json:
    value = _decoded(value)
    if not isinstance(value, dict):
        raise Refusal(f"{where} must be an Object ({kind})")
    fields: dict[str, Field] = OBJECTS[kind]
    unknown = [name for name in value if name not in fields]
    if unknown:
        raise Refusal(f'unknown field "{unknown[0]}" in {where} ({kind})')
    missing = [name for name, known in fields.items() if known.required and name not in value]
    if missing:
        raise Refusal(f"can't parse {kind}: can't find field \"{missing[0]}\" in {where}")
    return {
        name: _typed(item, fields[name].types, f"{where}.{name}")
        for name, item in value.items()
        if item is not None
    }


def _scalar(value: Any, kind: str, where: str) -> Any:
    if kind == "InputFile" and isinstance(value, Upload):
        return value
    if kind == "String" and isinstance(value, str):
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise Refusal("strings must be encoded in UTF-8")
        return value
    if kind == "Integer" and not isinstance(value, bool):
        if isinstance(value, int):
            return value
        if isinstance(value, str) and value.strip().removeprefix("-").isdecimal():
            return int(value)
    if kind == "Boolean":
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in {"true", "false", "1", "0"}:
            return value.lower() in {"true", "1"}
    article = "an" if kind[0] in "AI" else "a"
    raise Refusal(f"parameter {where} must be {article} {kind}")
