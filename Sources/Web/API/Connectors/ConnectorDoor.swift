import Channels
import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Tries a way out of the desk without doing what errands do: a message that says it is a test to whoever tries, or a dry run of an action.
struct ConnectorDoor: Sendable {
  /// How often a caller may try within an hour: test messages reach telephones.
  static let perHour = 30.0
  static let longestAddress = 100

  let desk: Desk
  let audit: any AuditLedger
  /// By caller. It counts in this server only, and from its start.
  let rates: RateLimit
  let clock: @Sendable () -> Instant

  static func rates() -> RateLimit { RateLimit(rate: perHour / 3_600, burst: perHour) }

  /// `{"to":"13800138000"}` for a channel, `{}` for an action. The audit has who tried what, and not where a message went.
  func test(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    guard let way = WayName(visit.name("way")) else { throw Self.noSuchWay }
    let content = try await content(way, object, visit.language)
    try object.end()
    if let wait = rates.refuses(caller.id, at: .now) { throw Problem.tooManyRequests(waitSeconds: wait) }
    let note = AuditNote(at: clock(), who: caller.id, what: .connectorTested, about: "connector:\(way.text)")
    _ = try await Problem.telling { try await audit.appendAudit([note]) }
    let result = await desk.probe(Probe(key: "connector-test:\(Hexadecimal.text(Passwords.random(12)))", content: content))
    guard let view = ConnectorTestView.of(way, result) else { throw Self.unsupported }
    return try JSONBody.answer(view)
  }

  private func content(_ way: WayName, _ object: JSONObject, _ language: Language) async throws -> Probe.Content {
    let uses = WayUses(try await desk.plans())
    switch way {
    case .channel(let channel):
      guard desk.waysOut.contains(where: { $0.scope == .channel(channel.rawValue) }) || uses.channels.contains(where: { $0.channel == channel }) else {
        throw Self.noSuchWay
      }
      let address = object.text("to", longest: Self.longestAddress)
      if address.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        object.note("to", .init("不能有换行和控制字符", "may not have line breaks or control characters"))
      } else if !address.isEmpty, address.allSatisfy(\.isWhitespace) {
        object.note("to", .init("不能是空的", "may not be empty"))
      }
      return .message(channel: channel.rawValue, to: address, text: Self.words(language))
    case .action(let id):
      let action = uses.actions.first { $0.action.id == id }?.action
      guard action != nil || desk.waysOut.contains(where: { $0.scope == .action(id) }) else { throw Self.noSuchWay }
      return .dryRun(action: id, channel: action?.channel?.rawValue)
    }
  }

  /// Always the same: nobody sends words of their own from here.
  private static func words(_ language: Language) -> String {
    language.words(
      "【跟单】这是一条测试消息，与任何订单和工单无关，不用理会。", "[Gendan] This is a test message. It is about no order and no case: nothing is to be done.")
  }

  private static let noSuchWay = Problem(
    kind: .notFound,
    detail: .init(
      "没有这条出路：写成 channel:渠道 或 action:动作，要有发布的流程用到它。",
      "There is no such way out: channel:NAME or action:ID, of those that published playbooks use."))

  private static let unsupported = Problem(
    kind: .conflict,
    detail: .init(
      "这个连接器不能试：它没有“只试不办”的办法。什么都没有发出去。",
      "This connector can't be tried: it has no way of trying without doing. Nothing went out."))
}
