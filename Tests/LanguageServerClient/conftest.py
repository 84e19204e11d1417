"""Starts `gendan lsp` behind a real client library, and gives each test a folder with a playbook."""

import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
GENDAN = os.environ.get("GENDAN", str(CHECKOUT / ".build/debug/gendan"))

VOCABULARY = """# 词汇

## 角色

| id | 名称 | 渠道 |
|---|---|---|
| customer | 用户 | 电话 |

## 事实

| id | 名称 | 类型 | 取值 | 来源 |
|---|---|---|---|---|
| where | 包裹位置 | 单选 | home 家门口; box 快递柜 | 订单信号，询问 用户（5 分钟） |

## 动作

| id | 名称 | 类别 | 结果 |
|---|---|---|---|
| refund | 办理退款 | 资金 | 已退款；失败 |
"""

PLAYBOOK = """---
id: parcel
locale: zh-CN
vocabulary: [words.md]
---
# 包裹😀没到

## 流程

- 判断 `包裹位置`
  - 条件：家门口
    - 联系 用户（2 次）
      - 条件：接通
        - 转人工
  - 条件：快递柜
    - 转人工
  - 条件：未知
    - 转人工
"""


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[GENDAN, "lsp", "--stdio"]),
    params=[
        [types.PositionEncodingKind.Utf16],
        [types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16],
        [types.PositionEncodingKind.Utf32, types.PositionEncodingKind.Utf16],
    ],
    ids=["utf-16", "utf-8", "utf-32"],
)
async def client(lsp_client: LanguageClient, request, tmp_path):
    lsp_client.encoding = request.param[0].value
    lsp_client.folder = tmp_path
    (tmp_path / "words.md").write_text(VOCABULARY, encoding="utf-8")
    (tmp_path / "parcel.md").write_text(PLAYBOOK, encoding="utf-8")
    lsp_client.answer = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(general=types.GeneralClientCapabilities(position_encodings=request.param)),
            workspace_folders=[types.WorkspaceFolder(uri=tmp_path.as_uri(), name="parcel")],
        )
    )
    yield
    await lsp_client.shutdown_session()
