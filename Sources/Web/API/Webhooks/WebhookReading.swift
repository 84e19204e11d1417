import Casework
import Crypto
import Ledger
import Playbook

/// What administrators say about an endpoint. What can't be is noted with its place.
struct WebhookReading {
  let url: WebhookURL?
  /// Nil when nothing is said.
  let kinds: Set<StoredKind>?
  /// Nil when nothing is said; nil within it for all playbooks.
  let playbook: String??
  /// Nil when nothing is said.
  let sendsSummaries: Bool?

  private static let longestName = 200

  /// - Parameter needsURL: whether the address has to be there.
  init(_ object: JSONObject, _ gate: WebhookGate, needsURL: Bool) {
    let text = needsURL || object.has("url") ? object.text("url", longest: WebhookURL.longest) : nil
    var url: WebhookURL?
    if let text, !text.isEmpty { do throws(WebhookURL.Fault) { url = try gate.check(text) } catch { object.note("url", error.words) } }
    self.url = url
    kinds = object.has("kinds") ? Self.kinds(object) : nil
    playbook = object.has("playbook") ? .some(Self.playbook(object)) : nil
    sendsSummaries = object.optionalFlag("summaries")
  }

  /// What tells this request from others under the same key.
  var digest: String {
    var words = [url?.text ?? "", (kinds ?? []).map(\.rawValue).sorted().joined(separator: " "), (playbook ?? nil) ?? ""]
    // Requests without it were made before there was such a thing.
    if sendsSummaries == true { words.append("summaries") }
    return Hexadecimal.text(Array(SHA256.hash(data: Array(words.joined(separator: "\n").utf8))))
  }

  private static func kinds(_ object: JSONObject) -> Set<StoredKind> {
    guard case .list(let values)? = object.value("kinds") else {
      object.note("kinds", .init("应是一列事件种类", "should be a list of kinds of events"))
      return []
    }
    var kinds: Set<StoredKind> = []
    for (index, value) in values.enumerated() {
      if case .text(let word) = value, let kind = StoredKind(rawValue: word) {
        kinds.insert(kind)
      } else {
        object.note("kinds/\(index)", .init("没有这种事件，种类见 docs/data.md", "is no kind of event; docs/data.md lists them"))
      }
    }
    return kinds
  }

  private static func playbook(_ object: JSONObject) -> String? {
    switch object.value("playbook") {
    case .null?: return nil
    case .text(let text)? where (1...longestName).contains(text.count): return text
    default:
      object.note("playbook", .init("应是流程文档的 id，或 null", "should be the id of a playbook, or null"))
      return nil
    }
  }
}
