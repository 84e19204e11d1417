public import Playbook

/// What the stories of a playbook take, and what none of them does.
public struct StoryCoverage: Sendable {
  /// Alternatives that no story takes, in document order. Follow-ups and links that the playbook doesn't run aren't asked for.
  public let untakenBranches: [Sentence]
  /// Rows of decision tables that no story takes, in document order. A row that tells nothing leaves no trace and isn't asked for.
  public let untakenRows: [Sentence]
  public let branchCount: Int
  public let rowCount: Int

  /// - Parameter runs: one for each story.
  public init(of runs: [StoryRun], plan: Plan) {
    let taken = runs.reduce(into: Set<Branch.ID>()) { $0.formUnion($1.branches) }
    let branches = plan.reachableProcedures.flatMap(\.steps).flatMap(\.branches)
    branchCount = branches.count
    untakenBranches = branches.filter { !taken.contains($0.id) }.map(\.sentence)
    var rowsByTable: [DecisionTable.ID: Set<Int>] = [:]
    for case .factLearned(let learned) in runs.flatMap(\.events).map(\.kind) {
      guard let reference = RowReference(source: learned.source) else { continue }
      rowsByTable[reference.table, default: []].formUnion(reference.rows)
    }
    // Only tables that some decision of this playbook needs were looked up at all.
    let rows = plan.tables.filter { rowsByTable[$0.id] != nil }.flatMap { table in
      table.rows.filter { row in row.outputs.contains { $0 != nil } }.map { (table: table.id, row: $0) }
    }
    rowCount = rows.count
    untakenRows = rows.filter { rowsByTable[$0.table]?.contains($0.row.number) != true }.map(\.row.sentence)
  }
}
