import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// The ways out of the desk, for those who set them up and those who write documents that use them. Each can be tried: a message to whoever tries, or a dry run.
struct ConnectorPages: Sendable {
  let console: Console
  let desk: Desk

  var addresses: [Address] { [Address(.get, "/console/connectors", .having(.tryConnectors), face: .page, answer: show)] }

  static func isOpen(to role: Role) -> Bool { Right.of(role).contains(.tryConnectors) }

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
    /// Nothing can go out by it: nobody is connected.
    let isShut: Bool
    let users: String
    let testAPI: String
    /// For ids on the page.
    let number: String
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let caller = try visit.someone()
    let words = ConsoleWords.of(visit.language)
    let plans = try await desk.plans()
    let ways = Dictionary(desk.waysOut.map { ($0.scope, $0.isOpen) }) { first, _ in first }
    let isAnyOpen = ways[.everythingElse] ?? false
    let uses = WayUses(plans)
    let channels = uses.channels.enumerated().map { number, one in
      let own = ways[.channel(one.channel.rawValue)]
      return Row(
        name: one.channel.name(in: visit.language), wayID: one.channel.rawValue, hasOwnWay: own != nil,
        way: words.text(own != nil ? "connectors-own" : "connectors-default"), isShut: !(own ?? isAnyOpen), users: "\(one.users.count)",
        testAPI: Self.testAPI(.channel(one.channel)), number: "c\(number)")
    }
    let actions = uses.actions.enumerated().map { number, one in
      let own = ways[.action(one.action.id)]
      let channel = one.action.channel.flatMap { ways[.channel($0.rawValue)] }
      return Row(
        name: one.action.name, wayID: one.action.id, hasOwnWay: own != nil || channel != nil,
        way: words.text(own != nil ? "connectors-own" : channel != nil ? "connectors-by-channel" : "connectors-default"),
        isShut: !(own ?? channel ?? isAnyOpen), users: "\(one.users.count)", testAPI: Self.testAPI(.action(one.action.id)), number: "a\(number)")
    }
    let content = Content(
      channels: channels, actions: actions, hasChannels: !channels.isEmpty, hasActions: !actions.isEmpty,
      seesWebhooks: Right.of(caller.role).contains(.manageWebhooks))
    return try console.page(
      "connectors", title: words.text("connectors-title"), content,
      assets: PageAssets(styles: ["connectors.css"], scripts: ["connectors.js"]), request, visit)
  }

  private static func testAPI(_ way: WayName) -> String { "/v1/connectors/\(PlaybookPath.encoded(way.text))/tests" }
}
