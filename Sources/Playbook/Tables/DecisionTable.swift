/// A decision table: rows that say which values of its outputs follow from which values of its inputs.
///
/// It is a source of facts: a fact that names the table among its sources is looked up in it when somebody needs it.
public struct DecisionTable: Labelled, Sendable {
  public typealias ID = String

  /// The name in its heading.
  public let id: ID
  public let policy: HitPolicy
  /// The facts that the rows ask about, a column each.
  public let inputs: [Fact.ID]
  /// The facts that the rows tell, a column each.
  public let outputs: [Fact.ID]
  /// In document order.
  public let rows: [Row]
  /// The columns as they stand, for writing a further row.
  let layout: [ColumnRole]
  /// The language of the document it stands in.
  public let language: Language
  public let file: String
  /// Where its heading stands.
  public let place: Place
  /// Whether every part of it was understood. One that isn't sound tells nothing: a column or row left out would change what the others mean.
  public let isSound: Bool
  /// The same rows, ready to be looked up quickly.
  public let compiled: CompiledTable

  public var labels: [String] { [id] }

  /// One row.
  public struct Row: Hashable, Sendable {
    /// From 1, as people count the rows below the heading.
    public let number: Int
    /// One for each input; of no meaning in an "otherwise" row.
    public let cells: [CellTest]
    /// Taken when no other row fits.
    public let isOtherwise: Bool
    /// One for each output; nil leaves the fact unknown.
    public let outputs: [Value?]
    /// The row as it is written, for whoever reads what it decided.
    public let sentence: Sentence
  }

  /// What a column is for: the first, second, … input, an output, or a remark.
  enum ColumnRole: Hashable, Sendable {
    case input(Int)
    case output
    case note
  }

  init(
    id: ID, policy: HitPolicy, inputs: [Fact], outputs: [Fact], rows: [Row], layout: [ColumnRole], language: Language, file: String, place: Place, isSound: Bool
  ) {
    self.id = id
    self.policy = policy
    self.inputs = inputs.map(\.id)
    self.outputs = outputs.map(\.id)
    self.rows = rows
    self.layout = layout
    self.language = language
    self.file = file
    self.place = place
    self.isSound = isSound
    compiled = CompiledTable(policy: policy, inputs: inputs.map(\.type), rows: isSound ? rows : [])
  }

  /// The row with this number, counted from 1.
  public func row(_ number: Int) -> Row? { rows.indices.contains(number - 1) ? rows[number - 1] : nil }
}
