import Casework
import Foundation
import Hummingbird

extension Visit {
  /// What the path has in a place of the address, e.g. `team`; empty for what can't be decoded: that is nothing's name.
  func name(_ place: String) -> String { parameters.get(place)?.removingPercentEncoding ?? "" }

  /// The case that the path names.
  var caseID: CaseID { CaseID(name("case")) }
}
