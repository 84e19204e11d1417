/// A small playbook with a ban, a decision, a task, a wait and an action of each kind.
enum Locker {
  static let text = """
    ---
    id: locker-jam
    title: 柜门打不开
    locale: zh-CN
    ---
    # 柜门打不开
    ## 角色
    | id | 名称 | 渠道 |
    |---|---|---|
    | customer | 用户 | 电话 |
    ## 事实
    | id | 名称 | 类型 | 取值 | 来源 |
    |---|---|---|---|---|
    | door.state | 柜门状态 | 单选 | shut 卡住; open 已开 | 订单信号，客服 |
    | result | 处理结果 | 单选 | taken 已取件; handed 已转人 | |
    ## 动作
    | id | 名称 | 类别 | 对象 | 结果 | 限时、重试 |
    |---|---|---|---|---|---|
    | open-door | 远程开门 | 订单 | 用户 | 已开；失败 | 30 秒，1 次 |
    | pay | 发放慰问券 | 资金 | 用户 | 已发；失败 | 30 秒，1 次 |
    ## 事件
    | id | 名称 | 带来 |
    |---|---|---|
    | parcel.taken | 用户已取件 | |
    ## 流程
    - 禁止：【发放慰问券】
    - 判断 `柜门状态`
      - 条件：卡住
        - 看一眼监控
          - 条件：柜子没电
            - 结论：处理结果=已转人
          - 条件：柜子有电
            - 等待 30 分钟（自 此刻 起）
              - 条件：用户已取件
                - 结论：处理结果=已取件
              - 条件：超时
                - 结论：处理结果=已转人
          - 条件：其他 或 未知
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

  /// The same with a story that doesn't hold.
  static var wrongStory: String { text.replacing("处理结果=已取件；结束 |", with: "处理结果=已转人 |") }
  /// The same with a sentence that names no declared fact.
  static var withError: String { text.replacing("判断 `柜门状态`", with: "判断 `柜门颜色`") }
  /// The same without one of the values.
  static var withWarning: String { text.replacing("  - 条件：已开\n    - 结论：处理结果=已取件\n", with: "") }
}
