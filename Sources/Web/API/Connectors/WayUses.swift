import Playbook

/// Which playbooks send by what: what there is to be tried.
struct WayUses {
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
