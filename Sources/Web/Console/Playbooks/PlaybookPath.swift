import Foundation

/// Where the pages of playbooks are. Ids are whatever a document says, so they are written for paths.
enum PlaybookPath {
  private static let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))

  static func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }

  /// - Parameters:
  ///   - tab: nil for the outline.
  ///   - version: nil for the version that cases start under now.
  static func page(_ playbook: String, _ tab: PlaybookTab? = nil, version: String? = nil) -> String {
    let path = "/console/playbooks/\(encoded(playbook))" + (tab.map { $0 == .outline ? "" : "/\($0.rawValue)" } ?? "")
    return path + (version.map { "?version=\(encoded($0))" } ?? "")
  }

  static func diff(_ playbook: String, from old: String, to new: String) -> String {
    "/console/playbooks/\(encoded(playbook))/diff?from=\(encoded(old))&to=\(encoded(new))"
  }

  static func editor(_ playbook: String) -> String { "/console/studio/\(encoded(playbook))" }
  static func calendar(_ id: String) -> String { "/console/calendars/\(encoded(id))" }
}

/// What can be looked at in a playbook, each under an address of its own.
enum PlaybookTab: String, CaseIterable {
  case outline, graph, versions, messages, vocabulary, rules, stories, heat

  /// Whether it shows one version, so that it can be asked for an older one.
  var isOfOneVersion: Bool { self != .versions && self != .heat }
}
