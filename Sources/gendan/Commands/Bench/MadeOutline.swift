import Playbook

/// An outline of any length, with the mixture of a real one: decisions three levels deep, notes, wording, sentences for a person.
enum MadeOutline {
  /// - Parameter items: at least this many.
  static func text(items: Int) -> String {
    var text = "# 生成的流程\n\n"
    var written = 0
    var part = 0
    while written < items {
      part += 1
      for line in lines {
        text += line.replacing("#", with: "\(part)") + "\n"
        written += 1
      }
    }
    return text
  }

  static func source(items: Int) -> SourceText { SourceText(path: "made.md", text: text(items: items)) }

  private static let lines = [
    "- **第 # 组：判断来意（看订单、问商家）**", "  - **条件: 催单**", "    - 查看第 # 单走到哪里，告诉商家预计时间", "      - 注：预计时间以平台显示为准",
    "    - 【外呼骑手-核实位置 #】", "      - 条件: 能联系到", "        - 请骑手优先送第 # 单", "      - 条件: 联系不到",
    "        - 在线侧：发站内信提醒第 # 单", "        - 电话侧：留言提醒第 # 单", "  - **条件: 改地址/改时间**", "    - 核实第 # 单能不能改",
    "      - 条件: 可以改", "        - 改好后短信告诉用户【短信通知用户-已改 #】", "      - 条件: 不能改", "        - 话术：第 # 单已经出餐，改不了，您看换个时间可以吗",
    "  - **条件: 其他**", "    - 记下第 # 单的诉求，转给对应的人", "      - 注：不许诺时间", "    - 30 分钟后回访第 # 单",
  ]
}
