public import Playbook
import Yams

extension World {
  /// Reads a world file: YAML, as docs/simulation.md describes it. What the file doesn't say is as without a file.
  ///
  /// - Throws: `WorldFault` with the line of the first key, name or value that isn't understood.
  public init(reading text: String, for plan: Plan) throws(WorldFault) {
    self.init(for: plan)
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      throw WorldFault(line: Self.line(of: error), message: .init("不是有效的 YAML。", "This isn't valid YAML."))
    }
    guard let root else { return }
    for entry in try WorldNode(node: root, lineAbove: 1).entries() {
      let value = entry.value
      switch entry.key {
      case "arrivals": try readArrivals(value)
      case "channels": try readChannels(value)
      case "facts": try readFacts(value, plan)
      case "parties": try readParties(value, plan)
      case "actions": try readActions(value, plan)
      case "events": try readEvents(value, plan)
      case "choices": for choice in try value.entries() { choices[choice.key] = try choice.value.weight() }
      case "promises": promisesKept = try value.only("kept").share()
      case "messages": messagesFail = try value.only("fail").share()
      case "staff": try staff.read(value)
      case "horizon":
        let written = try value.text()
        guard let amount = TimeAmount(written), amount.seconds > 0 else { throw value.misread(written, "30 天, 72 h") }
        horizon = amount
      default:
        throw WorldNode.unknownKey(
          entry.key, line: entry.line,
          known: ["arrivals", "channels", "facts", "parties", "actions", "events", "choices", "promises", "messages", "staff", "horizon"])
      }
    }
  }

  private mutating func readArrivals(_ node: WorldNode) throws(WorldFault) {
    var perHour = 60.0
    var factors = Array(repeating: 1.0, count: 24)
    for entry in try node.entries() {
      switch entry.key {
      case "per-hour":
        perHour = try entry.value.number()
        guard perHour > 0 else { throw entry.value.misread("0", "60") }
      case "by-hour":
        for hours in try entry.value.entries() {
          let sides = hours.key.split(separator: "-").map { Int($0) }
          guard let first = sides.first ?? nil, let last = sides.last ?? nil, sides.count <= 2, (0..<24).contains(first), (first..<24).contains(last) else {
            throw WorldFault(
              line: hours.line, message: .init("“\(hours.key)”不是一天里的钟点，应写成如 11 或 11-13。", "“\(hours.key)” are no hours of a day; write 11 or 11-13."))
          }
          let factor = try hours.value.number()
          for hour in first...last { factors[hour] = factor }
        }
      default: throw WorldNode.unknownKey(entry.key, line: entry.line, known: ["per-hour", "by-hour"])
      }
    }
    arrivalsPerHour = factors.map { $0 * perHour }
    guard casesPerDay > 0 else { throw node.fault(.init("一天里没有一个钟点来单。", "No hour of the day has an arrival.")) }
  }

  private mutating func readChannels(_ node: WorldNode) throws(WorldFault) {
    var read: [(ChannelName, Double)] = []
    for entry in try node.entries() {
      guard let channel = ChannelName(label: entry.key) else { throw WorldNode.unknownName(entry.key, line: entry.line, kind: .init("渠道", "channel")) }
      read.append((channel, try entry.value.weight()))
    }
    guard read.contains(where: { $0.1 > 0 }) else { throw node.fault(.init("至少写一个渠道。", "Name at least one channel.")) }
    (channels, channelWeights) = (read.map(\.0), Weights(read.map(\.1)))
  }

  private mutating func readEvents(_ node: WorldNode, _ plan: Plan) throws(WorldFault) {
    for entry in try node.entries() {
      guard let event = plan.vocabulary.events.firstIndex(where: { $0.isNamed(entry.key) }) else {
        throw WorldNode.unknownName(entry.key, line: entry.line, kind: .init("事件", "event"))
      }
      eventsPerHour[event] = try entry.value.number()
    }
  }

  private static func line(of error: any Error) -> Int {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: 1
    }
  }
}

extension WorldNode {
  /// The value of the one key that this part may have.
  func only(_ key: String) throws(WorldFault) -> WorldNode {
    let entries = try entries()
    for entry in entries where entry.key != key { throw Self.unknownKey(entry.key, line: entry.line, known: [key]) }
    guard let found = entries.last else { throw fault(.init("这里缺少“\(key)”。", "“\(key)” is missing here.")) }
    return found.value
  }
}

extension Labelled {
  /// Whether the text is the thing's id or one of its names, as written.
  func isNamed(_ text: String) -> Bool { id == text || labels.contains(text) }
}
