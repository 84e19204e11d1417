import Foundation
import Hummingbird
import Playbook

/// What the address of a page asks for. Forms send the fields that nobody filled in, too: these are left out, and so is what can't be. A page shows what it can.
struct AdminQuery {
  private static let longest = 200

  private let parameters: [String: String]

  init(_ request: Request) {
    var parameters: [String: String] = [:]
    for pair in (request.uri.query ?? "").split(separator: "&") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { Self.read($0) }
      guard halves.count == 2, let name = halves[0], let value = halves[1]?.trimmingCharacters(in: .whitespaces) else { continue }
      if (1...Self.longest).contains(value.count), parameters[name] == nil { parameters[name] = value }
    }
    self.parameters = parameters
  }

  func text(_ name: String) -> String? { parameters[name] }

  func number(_ name: String) -> Int? { parameters[name].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } }

  /// `2026-11-23`.
  func day(_ name: String) -> CivilDay? { parameters[name].flatMap { CivilDay($0) } }

  /// As forms write it: a plus is a space. Nil for what can't be decoded.
  private static func read(_ text: Substring) -> String? { text.replacing("+", with: " ").removingPercentEncoding }

  /// An address with parameters, without those that nothing is asked of.
  static func path(_ path: String, _ parameters: KeyValuePairs<String, String?>) -> String {
    let pairs = parameters.compactMap { name, value in value.map { "\(name)=\(encoded($0))" } }
    return pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))"
  }

  /// For a place in an address, whatever it is.
  static func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}
