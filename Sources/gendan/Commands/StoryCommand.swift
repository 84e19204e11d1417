import ArgumentParser
import Casework
import Playbook

struct StoryCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "story", abstract: say("运行文档里的例子。", "Run the stories of playbooks."),
      discussion: say(
        "例：gendan story Playbooks/food-delivery/merchant-cannot-reach-customer.md\n退出码：0 全部通过；1 有不符；2 文件读不了。",
        "Example: gendan story Playbooks/food-delivery/merchant-cannot-reach-customer.md\nExit codes: 0 all pass; 1 some fail; 2 a file can't be read."))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "Playbooks (Markdown).")))
  var files: [String]

  @Flag(help: ArgumentHelp(say("列出没有例子走到的分支和规则行。", "List the alternatives and table rows that no story takes.")))
  var coverage = false

  @OptionGroup var answer: AnswerOptions

  private struct Row: Encodable {
    let file: String
    let story: String
    let passed: Bool
    let failures: [Failure]
  }

  private struct Failure: Encodable {
    let line: Int
    let expected: String
    let seen: [String]
  }

  private struct Untaken: Encodable {
    let file: String
    let line: Int
    let text: String

    init(_ sentence: Sentence) { (file, line, text) = (sentence.file, sentence.place.line, sentence.text) }
  }

  private struct Report: Encodable {
    let stories: [Row]
    let branches: Int
    let untakenBranches: [Untaken]
    let rows: Int
    let untakenRows: [Untaken]
  }

  func run() async throws {
    try await reporting {
      var rows: [Row] = []
      var coverages: [StoryCoverage] = []
      for file in files {
        let read = try ReadPlaybook(file).withoutErrors()
        var runs: [StoryRun] = []
        for story in read.plan.stories {
          let result = StoryRun(story, plan: read.plan)
          runs.append(result)
          rows.append(
            Row(
              file: file, story: story.title, passed: result.failures.isEmpty,
              failures: result.failures.map { Failure(line: $0.place.line, expected: $0.expected, seen: $0.seen) }))
          if answer.format == .text { tell(rows[rows.count - 1]) }
        }
        coverages.append(StoryCoverage(of: runs, plan: read.plan))
      }
      let failed = rows.filter { !$0.passed }.count
      if answer.format == .json {
        if coverage { try Terminal.writeJSON(report(rows, coverages)) } else { try Terminal.writeJSON(rows) }
      } else {
        if coverage { tell(coverages) }
        Terminal.write(say("\(rows.count) 个例子，\(failed) 个不符。", "\(rows.count) \(rows.count == 1 ? "story" : "stories"), \(failed) failed."))
        if rows.isEmpty {
          Terminal.write(say("在文档里加一节“## 例：名称”就能写例子（docs/language.md 第 5 节）。", "A section “## Story: NAME” holds a story (docs/language.md, section 5)."))
        }
      }
      if failed > 0 { throw ExitCode.refused }
    }
  }

  private func report(_ rows: [Row], _ coverages: [StoryCoverage]) -> Report {
    Report(
      stories: rows, branches: coverages.reduce(0) { $0 + $1.branchCount }, untakenBranches: coverages.flatMap(\.untakenBranches).map(Untaken.init),
      rows: coverages.reduce(0) { $0 + $1.rowCount }, untakenRows: coverages.flatMap(\.untakenRows).map(Untaken.init))
  }

  private func tell(_ coverages: [StoryCoverage]) {
    let branches = coverages.flatMap(\.untakenBranches)
    let rows = coverages.flatMap(\.untakenRows)
    for sentence in branches + rows { Terminal.write(say("没有例子走到：", "no story takes: ") + "\(sentence.file):\(sentence.place.line) \(sentence.text)") }
    let (branchCount, rowCount) = (coverages.reduce(0) { $0 + $1.branchCount }, coverages.reduce(0) { $0 + $1.rowCount })
    Terminal.write(
      say(
        "没走到的分支：\(branches.count)（共 \(branchCount)）；没走到的规则行：\(rows.count)（共 \(rowCount)）。",
        "alternatives not taken: \(branches.count) of \(branchCount); table rows not taken: \(rows.count) of \(rowCount)"))
  }

  private func tell(_ row: Row) {
    Terminal.write((row.passed ? Terminal.green("✓ ") : Terminal.red("✗ ")) + row.story)
    for failure in row.failures {
      Terminal.write("    \(row.file):\(failure.line) " + say("期望“\(failure.expected)”，实际：", "expected “\(failure.expected)”, seen:"))
      for line in failure.seen { Terminal.write("      · \(line)") }
    }
  }
}
