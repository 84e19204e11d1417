"""What an editor does, through pytest-lsp: the messages are checked against the types of the protocol on both sides."""

import pytest
from conftest import PLAYBOOK, VOCABULARY
from lsprotocol import types


def units(text: str, encoding: str) -> int:
    return {"utf-8": len(text.encode("utf-8")), "utf-16": len(text.encode("utf-16-le")) // 2, "utf-32": len(text)}[encoding]


def position(client, text: str, mark: str, ahead: int = 0) -> types.Position:
    """Where `mark` begins in the text, `ahead` characters farther."""
    before = text[: text.index(mark) + ahead]
    line = before.count("\n")
    return types.Position(line=line, character=units(before.split("\n")[-1], client.encoding))


def applied(client, text: str, edits) -> str:
    def offset(place: types.Position) -> int:
        lines = text.split("\n")
        column = 0
        while units(lines[place.line][:column], client.encoding) < place.character:
            column += 1
        return sum(len(line) + 1 for line in lines[: place.line]) + column

    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


async def opened(client, name: str = "parcel.md", text: str = PLAYBOOK):
    uri = (client.folder / name).as_uri()
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(text_document=types.TextDocumentItem(uri=uri, language_id="markdown", version=1, text=text))
    )
    await client.wait_for_notification("textDocument/publishDiagnostics")
    return uri


def at(client, uri, text, mark, ahead=0):
    return {"text_document": types.TextDocumentIdentifier(uri=uri), "position": position(client, text, mark, ahead)}


@pytest.mark.asyncio
async def test_capabilities(client):
    able = client.answer.capabilities
    assert able.position_encoding == client.encoding
    assert able.rename_provider.prepare_provider and able.document_formatting_provider and able.folding_range_provider
    assert client.answer.server_info.name == "gendan"


@pytest.mark.asyncio
async def test_findings_and_the_quick_fix_that_closes_one(client):
    uri = await opened(client)
    found = client.diagnostics[uri]
    missing = next(one for one in found if one.code == "contact-without-not-reached")
    assert missing.severity == types.DiagnosticSeverity.Warning and "家门口" in missing.message
    assert missing.range.start == position(client, PLAYBOOK, "联系 用户")
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=types.TextDocumentIdentifier(uri=uri), range=missing.range, context=types.CodeActionContext(diagnostics=[missing])
        )
    )
    fix = next(one for one in actions if one.kind == types.CodeActionKind.QuickFix and one.diagnostics[0].code == missing.code)
    text = applied(client, PLAYBOOK, fix.edit.document_changes[0].edits)
    assert "        - 转人工\n      - 条件：联系不到\n        - 转人工\n" in text
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=2),
            content_changes=[types.TextDocumentContentChangeWholeDocument(text=text)],
        )
    )
    await client.wait_for_notification("textDocument/publishDiagnostics")
    assert not [one for one in client.diagnostics[uri] if one.code == missing.code]


@pytest.mark.asyncio
async def test_incremental_changes_behind_an_emoji(client):
    uri = await opened(client)
    place = position(client, PLAYBOOK, "没到")
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=2),
            content_changes=[
                types.TextDocumentContentChangePartial(range=types.Range(start=place, end=place), text="还"),
                types.TextDocumentContentChangePartial(
                    range=types.Range(start=position(client, PLAYBOOK, "位置`"), end=position(client, PLAYBOOK, "位置`", 2)), text="颜色"
                ),
            ],
        )
    )
    await client.wait_for_notification("textDocument/publishDiagnostics")
    assert [one for one in client.diagnostics[uri] if one.code == "unknown-name" and "包裹颜色" in one.message]


@pytest.mark.asyncio
async def test_names_at_the_cursor(client):
    uri = await opened(client)
    hover = await client.text_document_hover_async(types.HoverParams(**at(client, uri, PLAYBOOK, "包裹位置", 2)))
    assert "询问 用户（5 分钟）" in hover.contents.value
    places = await client.text_document_definition_async(types.DefinitionParams(**at(client, uri, PLAYBOOK, "包裹位置", 2)))
    assert places[0].uri.endswith("words.md") and places[0].range.start.line == VOCABULARY[: VOCABULARY.index("| where")].count("\n")
    uses = await client.text_document_references_async(
        types.ReferenceParams(**at(client, uri, PLAYBOOK, "家门口"), context=types.ReferenceContext(include_declaration=False))
    )
    assert [one.uri for one in uses] == [uri]
    items = await client.text_document_completion_async(types.CompletionParams(**at(client, uri, PLAYBOOK, "家门口")))
    assert [one.label for one in items][:2] == ["家门口", "快递柜"]


@pytest.mark.asyncio
async def test_renaming_in_both_documents(client):
    uri = await opened(client)
    start = at(client, uri, PLAYBOOK, "快递柜")
    assert (await client.text_document_prepare_rename_async(types.PrepareRenameParams(**start))).placeholder == "快递柜"
    edit = await client.text_document_rename_async(types.RenameParams(**start, new_name="取件柜"))
    changes = {change.text_document.uri: change.edits for change in edit.document_changes}
    assert "- 条件：取件柜" in applied(client, PLAYBOOK, changes.pop(uri))
    assert "box 取件柜 |" in applied(client, VOCABULARY, changes.pop((client.folder / "words.md").as_uri()))
    assert not changes
    with pytest.raises(Exception, match="已经是"):
        await client.text_document_rename_async(types.RenameParams(**start, new_name="家门口"))


@pytest.mark.asyncio
async def test_outline_folding_and_formatting(client):
    text = PLAYBOOK.replace("- 条件：家门口", "- 条件:   家门口")
    uri = await opened(client, text=text)
    document = types.TextDocumentIdentifier(uri=uri)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=document))
    assert symbols[0].name == "流程" and len(symbols[0].children[0].children) == 3
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(text_document=document))
    assert (0, 4) in [(one.start_line, one.end_line) for one in folds]
    edits = await client.text_document_formatting_async(
        types.DocumentFormattingParams(text_document=document, options=types.FormattingOptions(tab_size=2, insert_spaces=True))
    )
    assert "  - 条件：家门口\n" in applied(client, text, edits)
