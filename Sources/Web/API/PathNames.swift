import Casework
import Foundation
import Hummingbird

extension Visit {
  /// What the path has in a place of the address, e.g. `team`; empty for what can't be decoded: that is nothing's name.
  func name(_ place: String) -> String { parameters.get(place)?.removingPercentEncoding ?? "" }

  /// The case that the path names, or is the caller's own.
  var caseID: CaseID { ownCase ?? CaseID(name("case")) }

  /// The playbook that the path names, or is the caller's own.
  var playbookID: String { ownPlaybook ?? name("playbook") }
}
