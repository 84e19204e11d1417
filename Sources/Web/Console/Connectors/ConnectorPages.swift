import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// The ways out of the desk, for those who set them up and those who write documents that use them. Nothing is tried from here: whatever goes out reaches people.
struct ConnectorPages: Sendable {
  let console: Console
  let desk: Desk

  var addresses: [Address] { [Address(.get, "/console/connectors", .known, face: .page, answer: show)] }

  static func isOpen(to role: Role) -> Bool { role == .author || role == .administrator }

  private struct Content {
    let channels: [Row]
    let actions: [Row]
    let hasChannels: Bool
    let hasActions: Bool
    let seesWebhooks: Bool
  }

  private struct Row {
    let name: String
    let wayID: String
    let hasOwnWay: Bool
    let way: String
    let users: String
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let caller = try visit.someone()
    guard Self.isOpen(to: caller.role) else {
      throw Problem(
        kind: .forbidden, detail: .init("这一页给管理员和流程编写看。", "This page is for administrators and authors."))
    }
    let words = ConsoleWords.of(visit.language)
    let plans = try await desk.plans()
    let ways = Set(desk.waysOut.map(\.scope))
    let uses = WayUses(plans)
    let channels = uses.channels.map { channel, users in
      Row(
        name: channel.name(in: visit.language), wayID: channel.rawValue, hasOwnWay: ways.contains(.channel(channel.rawValue)),
        way: words.text(ways.contains(.channel(channel.rawValue)) ? "connectors-own" : "connectors-default"), users: "\(users.count)")
    }
    let actions = uses.actions.map { action, users in
      let own = ways.contains(.action(action.id))
      let channel = action.channel.map { ways.contains(.channel($0.rawValue)) } ?? false
      return Row(
        name: action.name, wayID: action.id, hasOwnWay: own || channel,
        way: words.text(own ? "connectors-own" : channel ? "connectors-by-channel" : "connectors-default"), users: "\(users.count)")
    }
    let content = Content(
      channels: channels, actions: actions, hasChannels: !channels.isEmpty, hasActions: !actions.isEmpty,
      seesWebhooks: Right.of(caller.role).contains(.manageWebhooks))
    return try console.page(
      "connectors", title: words.text("connectors-title"), content, assets: PageAssets(styles: ["playbooks.css"]), request, visit)
  }
}

/// Which playbooks send by what.
private struct WayUses {
  private(set) var channels: [(channel: ChannelName, users: Set<String>)] = []
  private(set) var actions: [(action: Playbook.Action, users: Set<String>)] = []

  init(_ plans: [Plan]) {
    for plan in plans {
      for step in plan.reachableProcedures.flatMap(\.steps) {
        switch step.kind {
        case .contact(let terms): use(terms.channel, plan.id)
        case .say: for channel in step.channels { use(channel, plan.id) }
        case .act(let call):
          guard let action = plan.action(call.action) else { continue }
          use(action, plan.id)
          if let channel = action.channel { use(channel, plan.id) }
        default: continue
        }
      }
    }
    channels.sort { $0.channel.rawValue < $1.channel.rawValue }
    actions.sort { $0.action.id < $1.action.id }
  }

  private mutating func use(_ channel: ChannelName, _ playbook: String) {
    if let place = channels.firstIndex(where: { $0.channel == channel }) {
      channels[place].users.insert(playbook)
    } else {
      channels.append((channel, [playbook]))
    }
  }

  private mutating func use(_ action: Playbook.Action, _ playbook: String) {
    if let place = actions.firstIndex(where: { $0.action.id == action.id }) {
      actions[place].users.insert(playbook)
    } else {
      actions.append((action, [playbook]))
    }
  }
}
