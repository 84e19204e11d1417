/// **Finds** an action of the kind 联系 (contact) that sends something and has no wording: neither a message of its own nor a text passed to it.
///
/// **Matters** because the customer gets an empty message, or one that somebody makes up on the spot.
///
/// ```
/// | text | 短信通知 | 联系 | 用户 | 短信 | …        “短信通知”会发给人，却没有话术。
/// ```
///
/// **Close it** by naming a message in the column `话术`, or by giving the action a parameter for the text. **Level**: warning.
enum ActionWithoutTextCheck: Check {
  static let id = "action-without-text"
  static let group = CheckGroup.wording
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("发给人的动作没有话术", "An action that writes to somebody and has no text")
  static let help = Diagnostic.Message("在动作的“话术”栏写明消息，或给它一个文字参数。", "Name a message in the action's `message` column, or give it a parameter for the text.")

  private static let written: Set<ChannelName> = [.sms, .im, .wechat, .app, .email]

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    var told: Set<Action.ID> = []
    return checked.steps.compactMap { step in
      guard case .act(let call) = step.kind, let action = checked.plan.action(call.action), action.kind == .contact else { return nil }
      guard let channel = action.channel, written.contains(channel), action.message == nil, call.arguments.isEmpty, step.sayings.isEmpty else { return nil }
      guard told.insert(action.id).inserted else { return nil }
      return checked.finding(
        Self.self, .warning, at: step.sentence, "“\(action.name)”会发给人，却没有话术。", "“\(action.name)” writes to somebody and has no text.",
        story: checked.story(to: step))
    }
  }
}
