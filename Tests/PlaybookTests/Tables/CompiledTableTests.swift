import Playbook
import Testing

@Suite("Compiled decision tables")
struct CompiledTableTests {
  /// What the compiled form says, the slow look-up says, too, for every combination of values.
  @Test(arguments: ["首个", "唯一"], [false, true]) func theCompiledFormAgreesWithTheLookUp(policy: String, texts: Bool) throws {
    for seed in 0..<30 as Range<UInt64> {
      let random = RandomTable(seed: seed, policy: policy, texts: texts)
      let table = try #require(TableSample.compiled(random.text()).plan.tables.first)
      try #require(table.isSound, "\(random.text())")
      for values in RandomTable.combinations(table.inputs) {
        let row = table.compiled.row(for: values)
        let verdict = table.lookup("ruling", knowing: values)
        guard let row, let value = table.rows[row].outputs[0] else {
          if verdict == .nothing { continue }
          Issue.record("\(random.text())\n\(values): \(verdict), compiled says nothing")
          return
        }
        guard case .value(value, _) = verdict else {
          Issue.record("\(random.text())\n\(values): \(verdict), compiled says row \(row + 1)")
          return
        }
      }
    }
  }

  @Test func aTableTooLargeToBeLookedUpBeforehandAnswersAlike() throws {
    // 400 bounds in each of two columns are 640,000 combinations.
    let rows = (0..<200).map { "| \($0 * 10)–\($0 * 10 + 9) 元 | \($0 * 10)–\($0 * 10 + 9) | \($0 % 2 == 0 ? "用户责" : "商家责") |" }
    let (table, _) = try TableSample.table("首个", "| 金额 | 件数 | → 责任 |\n|---|---|---|\n" + rows.joined(separator: "\n") + "\n| 其他 | | 无责 |")
    for (fen, count, row) in [(500, 5.0, 0), (199_500, 1995, 199), (199_950, 1995, 200), (1000, 5, 200)] as [(Int64, Double, Int)] {
      #expect(table.compiled.row(for: [.money(fen: fen), .number(count)]) == row)
    }
  }

  @Test func aWrongNumberOfValuesHasNoAnswer() throws {
    let (table, _) = try TableSample.table("首个", "| 已发货 | → 责任 |\n|---|---|\n| - | 无责 |")
    #expect(table.compiled.row(for: []) == nil)
    #expect(table.compiled.row(for: [.flag(true)]) == 0)
  }
}
