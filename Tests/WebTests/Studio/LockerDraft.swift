import Foundation
import HTTPTypes
import Ledger

@testable import Web

/// A playbook as somebody writes it: an order signal is decided on, a person looks, and the case waits.
enum LockerDraft {
  static let text = """
    ---
    id: locker
    locale: zh-CN
    ---
    # 柜门打不开

    ## 事实

    | id | 名称 | 类型 | 取值 | 来源 |
    |---|---|---|---|---|
    | door.state | 柜门状态 | 单选 | shut 卡住; open 已开 | 订单信号，客服 |
    | result | 处理结果 | 单选 | taken 已取件; handed 已转人 | |

    ## 事件

    | id | 名称 | 带来 |
    |---|---|---|
    | parcel.taken | 用户已取件 | |

    ## 流程

    - 判断 `柜门状态`
      - 条件：卡住
        - 看一眼监控
          - 条件：柜子没电
            - 结论：处理结果=已转人
          - 条件：其他 或 未知
            - 等待 30 分钟（自 此刻 起）
              - 条件：用户已取件
                - 结论：处理结果=已取件
              - 条件：超时
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

  static var withError: String { text.replacing("判断 `柜门状态`", with: "判断 `柜门颜色`") }
  static var withWarning: String { text.replacing("  - 条件：已开\n    - 结论：处理结果=已取件\n", with: "") }
  static var changed: String { text.replacing("等待 30 分钟", with: "等待 20 分钟") }

  /// A request with these texts. - Parameter more: further members, as JSON: `"moves":[]`.
  static func body(_ text: String = LockerDraft.text, _ more: String = "") throws -> String {
    let files = String(decoding: try JSONEncoder().encode(["locker.md": text]), as: UTF8.self)
    return #"{"files":\#(files),"main":"locker.md"\#(more.isEmpty ? "" : ",\(more)")}"#
  }
}

/// Any JSON, read by path.
struct Read {
  let value: Any?

  init(_ answer: Answer) { value = try? JSONSerialization.jsonObject(with: Data(answer.text.utf8)) }
  private init(value: Any?) { self.value = value }

  subscript(_ name: String) -> Read { Read(value: (value as? [String: Any])?[name]) }
  subscript(_ index: Int) -> Read {
    let list = value as? [Any] ?? []
    return Read(value: list.indices.contains(index) ? list[index] : nil)
  }
  var text: String? { value as? String }
  var number: Int? { (value as? NSNumber)?.intValue }
  var list: [Read] { (value as? [Any] ?? []).map { Read(value: $0) } }
}
