import Playbook

/// What addresses call a way out: `channel:sms`, `action:refund`.
enum WayName: Hashable, Sendable {
  case channel(ChannelName)
  case action(Playbook.Action.ID)

  init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "channel":
      guard let channel = ChannelName(rawValue: parts[1]) else { return nil }
      self = .channel(channel)
    case "action": self = .action(parts[1])
    default: return nil
    }
  }

  var text: String {
    switch self {
    case .channel(let channel): "channel:\(channel.rawValue)"
    case .action(let id): "action:\(id)"
    }
  }
}
