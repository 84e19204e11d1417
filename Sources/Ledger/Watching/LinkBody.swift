import Casework

/// The body of a signal that ties two cases together.
struct LinkBody: Codable {
  let other: CaseID
  let relation: Linked.Relation
}
