/// An example that runs as a test: rows of what happens and what must follow.
public struct Story: Sendable {
  public let title: String
  public let file: String
  public let place: Place
  public let rows: [Row]

  public struct Row: Sendable {
    /// What happens, in words; parts are separated by `;`.
    public let events: [Phrase]
    /// What must be true when the row has run.
    public let expectations: [Phrase]
    public let place: Place
  }

  /// A part of a cell with its place.
  public struct Phrase: Sendable {
    public let text: String
    public let place: Place
  }
}
