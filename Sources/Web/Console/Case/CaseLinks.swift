import Casework
import Foundation

/// Where a case is found, as pages write it.
struct CaseLinks {
  /// The page.
  let page: String
  /// The case in the API.
  let api: String

  private static let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

  init(_ id: CaseID) {
    let name = Self.escaped(id.text)
    page = "/console/cases/\(name)"
    api = "/v1/cases/\(name)"
  }

  func evidence(_ id: String) -> String { "\(api)/evidence/\(Self.escaped(id))" }

  private static func escaped(_ name: String) -> String { name.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }
}
