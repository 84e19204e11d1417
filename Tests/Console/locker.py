"""A playbook of few sentences, to be written, changed, played and published: `LOCKER.format(name=…)` is a document of that id."""

LOCKER = """---
id: {name}
locale: zh-CN
---
# 柜门打不开

## 事实

| id | 名称 | 类型 | 取值 | 来源 |
|---|---|---|---|---|
| door.state | 柜门状态 | 单选 | shut 卡住; open 已开 | 订单信号，客服 |
| result | 处理结果 | 单选 | taken 已取件; handed 已转人 | |

## 流程

- 判断 `柜门状态`
  - 条件：卡住
    - 看一眼监控
    - 结论：处理结果=已转人
  - 条件：已开
    - 结论：处理结果=已取件
  - 条件：未知
    - 转人工
    - 结论：处理结果=已转人

## 例：开着的柜门

| 事件 | 期望 |
|---|---|
| 开始：柜门状态=已开 | 处理结果=已取件；结束 |
"""


def locker(name, *replaced):
    """- Returns: the document with words replaced; each of them stands there."""
    text = LOCKER.format(name=name)
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return text
