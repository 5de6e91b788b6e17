"""XMP (ISO 16684-1): the newer metadata of a picture, a piece of RDF in XML."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from defusedxml import ElementTree
from PIL import Image

# A property's text, the members of its list, or the fields of its structure.
Value: TypeAlias = "str | list[Value] | dict[str, Value]"

NAMESPACES: Mapping[str, str] = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
# Photoshop's history in a PNG may take megabytes; what people write never does.
_MAX_BYTES = 1024 * 1024
# A structure in a list in a structure: nothing that is read here lies deeper.
_MAX_DEPTH = 8


def read_xmp(picture: Image.Image) -> dict[str, Value]:
    """The properties of an opened `picture` by name ("dc:title"); {} where it has no packet that can be read.

    Only properties of the namespaces above are kept. Of texts in several languages the default one is
    taken. A packet that declares entities counts as unreadable, since it may grow without end.
    """
    packet = picture.info.get("xmp")
    return parse_xmp(packet.encode() if isinstance(packet, str) else packet) if packet else {}


def parse_xmp(packet: bytes) -> dict[str, Value]:
    """What `read_xmp` finds in the bytes of a packet."""
    if len(packet) > _MAX_BYTES:
        return {}
    try:
        root = ElementTree.fromstring(packet.strip(b"\x00 \t\r\n"), forbid_dtd=True)
    # The parser's own error, defusedxml's, UnicodeError, and LookupError for an encoding that nobody knows.
    except Exception:
        return {}
    found: dict[str, Value] = {}
    for description in root.iter(f"{{{_RDF}}}Description"):
        for name, value in _properties(description, 0):
            found.setdefault(name, value)
    return found


def text_of(value: "Value | None") -> str:
    """`value` as one text; the members of a list with commas; of a structure nothing."""
    if isinstance(value, list):
        return ", ".join(text for text in map(text_of, value) if text)
    return value if isinstance(value, str) else ""


def structures_of(value: "Value | None") -> list[dict[str, Value]]:
    """The structures that `value` is or holds."""
    members = value if isinstance(value, list) else [value]
    return [member for member in members if isinstance(member, dict)]


def write_packet(properties: Iterable[tuple[str, "Value | None"]]) -> bytes:
    """A packet with `properties` (name, value); those without a value are left out. b"" where nothing is left.

    A name may end in the container that RDF asks for: `dc:title@Alt` is written as the default of several
    languages, `dc:creator@Seq` and `plus:Licensor@Seq` as a list.
    """
    lines = [_element(name, value) for name, value in properties if value]
    if not lines:
        return b""
    spaces = "\n  ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">\n'
        f'<rdf:Description rdf:about=""\n  {spaces}>\n' + "\n".join(lines) + "\n"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _element(named: str, value: Value) -> str:
    name, _, container = named.partition("@")
    members = value if isinstance(value, list) else [value]
    if not container:
        return f"<{name}>{_inner(value)}</{name}>"
    language = ' xml:lang="x-default"' if container == "Alt" else ""
    items = "".join(
        f'<rdf:li rdf:parseType="Resource">{_inner(member)}</rdf:li>'
        if isinstance(member, dict)
        else f"<rdf:li{language}>{_inner(member)}</rdf:li>"
        for member in members
    )
    return f"<{name}><rdf:{container}>{items}</rdf:{container}></{name}>"


def _inner(value: Value) -> str:
    if isinstance(value, dict):
        return "".join(_element(name, field) for name, field in value.items() if field)
    return escape(text_of(value))


def _properties(element: Element, depth: int) -> Iterator[tuple[str, Value]]:
    """The properties of a description or structure, written as attributes or as elements."""
    for qualified, text in element.attrib.items():
        if name := _name(qualified):
            yield name, text
    if depth < _MAX_DEPTH:
        for child in element:
            if (name := _name(child.tag)) and (value := _value(child, depth + 1)):
                yield name, value


def _value(element: Element, depth: int) -> Value:
    if resource := element.get(f"{{{_RDF}}}resource"):
        return resource
    for container in ("Alt", "Seq", "Bag"):
        if (found := element.find(f"{{{_RDF}}}{container}")) is not None:
            members = found.findall(f"{{{_RDF}}}li")
            return _default(members, depth) if container == "Alt" else [_value(member, depth) for member in members]
    if (inner := element.find(f"{{{_RDF}}}value")) is not None:
        return inner.text or ""
    structure = element.find(f"{{{_RDF}}}Description")
    fields = dict(_properties(element if structure is None else structure, depth))
    return fields or element.text or ""


def _default(members: list[Element], depth: int) -> Value:
    for member in members:
        if member.get(f"{{{_XML}}}lang") == "x-default":
            return _value(member, depth)
    return _value(members[0], depth) if members else ""


def _name(qualified: str) -> str:
    """ "dc:title" for "{http://purl.org/dc/elements/1.1/}title"; "" outside the namespaces that are read."""
    uri, _, local = qualified[1:].partition("}") if qualified.startswith("{") else ("", "", "")
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else ""
