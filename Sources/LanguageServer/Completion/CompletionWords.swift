import Playbook

/// The words of the language that can be offered. What they mean says docs/language.md.
enum CompletionWords {
  static let chineseForms = [
    "判断 ", "条件：", "联系 ", "向 ", "等待 30 分钟（自 此刻 起）", "话术：", "注：", "在线侧：", "电话侧：", "禁止：", "承诺：", "跟单【", "结论：", "回到 判断 ", "转人工",
    "条件：其他", "条件：未知",
  ]
  static let englishForms = [
    "Decide ", "When: ", "Contact ", "Ask ", "Wait 30 min from now", "Say: ", "Note: ", "Online: ", "Phone: ", "Never: ", "Promise: ", "Follow up【",
    "Conclude: ",
    "Go back to ", "Hand over", "When: Otherwise", "When: Unknown",
  ]

  /// Both languages, the document's own first.
  static func forms(_ language: Language) -> [String] { language == .chinese ? chineseForms + englishForms : englishForms + chineseForms }

  static let sections = [
    "流程", "流程：", "事实", "角色", "动作", "事件", "话术", "跟单", "规则：", "用户怎么说", "跨单规则", "台账", "时限", "指标", "登记表", "例：", "说明", "Procedure", "Procedure: ", "Facts",
    "Parties", "Actions", "Events",
    "Messages", "Follow-ups", "Rules: ", "They say", "Rules over cases", "Registers", "Deadlines", "Key figures", "Intake form", "Story: ", "Notes",
  ]

  static func otherwise(_ language: Language) -> [String] { language == .chinese ? ["其他", "未知"] : ["Otherwise", "Unknown"] }

  /// What may stand in a vocabulary table, by the title of its column.
  static func cells(_ title: String, _ language: Language) -> [String]? {
    switch title {
    case "类型": ["单选", "是否", "数字", "金额", "时长", "时间", "文字"]
    case "type": ["choice", "flag", "number", "money", "duration", "time", "text"]
    case "类别": ActionKind.allCases.map { $0.labels[0] }
    case "kind": ActionKind.allCases.map(\.rawValue)
    case "渠道", "channel": ChannelName.allCases.map { $0.name(in: language) }
    case "语言", "language": ["zh-CN", "en"]
    case "个人信息": ["是"]
    case "personal": ["yes"]
    default: nil
    }
  }

  static func sources(_ language: Language) -> [String] {
    language == .chinese ? ["订单信号", "通话结果", "客服", "询问 ", "规则 ", "【"] : ["order signal", "contact's answer", "agent", "ask ", "rules ", "["]
  }

  static func storyEvents(_ language: Language) -> [String] {
    language == .chinese ? ["开始：", "过 30 分钟", "客服：", "客服执行【", "承诺兑现", "-"] : ["Start: ", "After 30 min", "Agent: ", "Agent runs【", "promise kept", "-"]
  }

  static func expectations(_ language: Language) -> [String] {
    language == .chinese
      ? ["【", "不【", "联系 ", "询问 ", "话术 ", "人工", "等待", "跟单【", "承诺未决", "承诺兑现", "承诺违约", "拒绝【", "异常", "结束", "未结束"]
      : [
        "【", "no 【", "contact ", "ask ", "say ", "agent", "wait", "follow up【", "promise open", "promise kept", "promise broken", "refused【", "incident",
        "closed", "open",
      ]
  }
}
