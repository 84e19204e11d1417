import Foundation
import Insight
import Playbook

/// Plans to simulate.
enum Simulated {
  /// Two kinds of parcels, one question, one refund with an amount.
  static let twoWays = """
    ---
    id: parcel
    title: 包裹破损
    locale: zh-CN
    owner: 包裹客服
    ---
    # 包裹破损
    ## 角色
    | id | 名称 | 渠道 |
    |---|---|---|
    | buyer | 买家 | 电话 |
    ## 事实
    | id | 名称 | 类型 | 取值 | 来源 |
    |---|---|---|---|---|
    | damage | 破损程度 | 单选 | light 轻微; heavy 严重 | 订单信号，客服 |
    | result | 处理结果 | 单选 | refunded 已退款; kept 买家留用; unsolved 待处理 | |
    ## 动作
    | id | 名称 | 类别 | 对象 | 结果 | 限时、重试 |
    |---|---|---|---|---|---|
    | refund | 退款 | 资金 | 买家 | 已退；失败 | 30 秒，1 次 |
    ## 事件
    | id | 名称 | 带来 |
    |---|---|---|
    | buyer.gave-up | 买家撤回 | |
    ## 流程
    - 判断 `破损程度`
      - 条件：轻微
        - 结论：处理结果=买家留用
      - 条件：严重
        - 联系 买家（电话；2 次，间隔 3 分钟）
          - 条件：接通
            - 【退款】
              - 条件：已退
                - 结论：处理结果=已退款
              - 条件：失败
                - 转人工（退款组）
                - 结论：处理结果=待处理
          - 条件：联系不到
            - 等待 1 天（自 此刻 起）
              - 条件：买家撤回
                - 结论：处理结果=买家留用
              - 条件：超时
                - 结论：处理结果=待处理
      - 条件：未知
        - 结论：处理结果=待处理
    """

  static func plan(_ text: String) -> Plan { compile(SourceText(path: "parcel.md", text: text)) { _ in nil }.plan }

  private static let root: URL = {
    // Out of Props, InsightTests and Tests.
    (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
  }()

  /// A file of the checkout.
  static func plan(at path: String) -> Plan? {
    func read(_ path: String) -> SourceText? { FileManager.default.contents(atPath: path).map { SourceText(path: path, bytes: $0) } }
    return read(root.appendingPathComponent(path).path).map { compile($0, reading: read).plan }
  }

  static func run(_ plan: Plan, _ world: World? = nil, cases: Int, seed: UInt64 = 7, threads: Int = 1) async -> SimulationFigures {
    await Simulation(plan: plan, world: world ?? World(for: plan), seed: seed).run(cases: cases, threads: threads)
  }
}
