/// A choice by whose values a document has its key figures told apart: what its cases were about.
public struct FigureClass: Labelled, Hashable, Sendable {
  public typealias ID = String

  public let id: ID
  public let labels: [String]
  /// It is a choice.
  public let fact: Fact.ID
  /// The file that declares it.
  public let file: String
  public let place: Place

  /// What its row begins with.
  static let words = ["分类", "class"]
}
