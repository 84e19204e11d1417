import Casework
import Foundation

/// Addresses of lists and cases, as pages link to them.
enum ListLink {
  /// What stands for itself in an address (RFC 3986, 2.3).
  private static let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  /// `/console/work?queue=agents&mine=true`. - Parameter parameters: those without a value are left out.
  static func path(_ page: String, _ parameters: [(name: String, value: String?)]) -> String {
    let written = parameters.compactMap { parameter in parameter.value.map { "\(parameter.name)=\(part($0))" } }
    return written.isEmpty ? page : "\(page)?\(written.joined(separator: "&"))"
  }

  /// The page of a case.
  static func path(ofCase id: CaseID) -> String { "/console/cases/\(part(id.text))" }

  /// A name as it stands between slashes, or as a value.
  static func part(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }
}
