import Casework
import Foundation
import Ledger

/// Addresses with names in them, which may be made of anything.
enum WallPath {
  /// What a path and a query take as it is (RFC 3986, unreserved).
  private static let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  static func part(_ name: String) -> String { name.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }

  /// The page of a case.
  static func page(of id: CaseID) -> String { "/console/cases/\(part(id.text))" }

  /// What a case is told by.
  static func signals(of id: CaseID) -> String { "/v1/cases/\(part(id.text))/signals" }

  /// Who holds a task, at the API.
  static func assignee(of id: WorkID) -> String { "/v1/tasks/\(part(id.caseID.text))/\(part(id.task.text))/assignee" }
}
