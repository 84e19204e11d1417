import ArgumentParser
import Foundation
import Playbook

struct FormatCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "fmt", abstract: say("整理：把流程文档写成统一的格式，意思不变。", "Format: write playbooks in their one form, with the same meaning."),
      discussion: say(
        """
        例：gendan fmt sop.md；gendan fmt --check Playbooks/*/*.md
        列表用“- ”、每级缩进两格，步骤里不用粗体，“条件：”用全角冒号，表格单元两边各一格；步骤、条件和词汇读起来不变。
        不是用列表写成的文本不改动：先用 gendan import outline 转成流程文档。
        退出码：0 已整理好；1 --check 时有文件不合格式；2 文件读不了或写不了。
        """,
        """
        Example: gendan fmt sop.md; gendan fmt --check Playbooks/*/*.md
        Bullets are “- ”, two blanks for each level, without bold in steps, tables have one blank around cells; steps, conditions and names read as before.
        A text that isn't written as lists is left alone: turn it into a playbook with gendan import outline first.
        Exit codes: 0 formatted; 1 with --check, when a file isn't; 2 a file can't be read or written.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "Playbooks (Markdown).")))
  var files: [String]

  @Flag(help: ArgumentHelp(say("只检查，不改文件。", "Look only, change no file.")))
  var check = false

  @Flag(help: ArgumentHelp(say("写到标准输出，不改文件。", "Write to standard output, change no file.")))
  var stdout = false

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    if check, stdout { throw ValidationError(say("--check 和 --stdout 只能用一个。", "Use --check or --stdout, not both.")) }
    if stdout, answer.format == .json { throw ValidationError(say("--stdout 写的是文档，不能用 json。", "--stdout writes the document, not json.")) }
  }

  /// What became of a file.
  private struct Row: Encodable {
    let file: String
    let isFormatted: Bool
    let isReadByLines: Bool
    /// The first line that differs.
    let line: Int?
  }

  func run() async throws {
    try await reporting {
      var rows: [Row] = []
      var unreadable: [Trouble] = []
      for file in files {
        do { rows.append(try format(file)) } catch let trouble as Trouble { unreadable.append(trouble) }
      }
      if answer.format == .json { try Terminal.writeJSON(rows) } else if !stdout { tell(rows) }
      for trouble in unreadable { trouble.tell() }
      if !unreadable.isEmpty { throw ExitCode.unreadable }
      if check, rows.contains(where: { !$0.isFormatted }) { throw ExitCode.refused }
    }
  }

  private func format(_ file: String) throws -> Row {
    if let reason = ReadPlaybook.unreadable(file) {
      throw Trouble(say("读不了 \(file)：\(reason)。请检查路径。", "\(file) can't be read: \(reason). Check the path."), code: .unreadable)
    }
    if let reason = ReadPlaybook.notText(file) { throw Trouble("\(file) \(reason)", code: .unreadable) }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Trouble(say("读不了 \(file)。", "\(file) can't be read."), code: .unreadable)
    }
    let source = SourceText(path: file, bytes: data)
    let text = formatted(source)
    let isReadByLines = isReadByLines(source)
    // A byte order mark is no part of the text, so what stands in the file is compared.
    let written = isReadByLines ? text : String(decoding: data, as: UTF8.self)
    if stdout {
      FileHandle.standardOutput.write(Data(text.utf8))
      if isReadByLines { Terminal.writeError(note(file)) }
    } else if !check, text != written {
      try write(text, to: file)
    }
    return Row(file: file, isFormatted: text == written, isReadByLines: isReadByLines, line: firstDifference(written, text))
  }

  private func tell(_ rows: [Row]) {
    for row in rows {
      if row.isReadByLines { Terminal.writeError(note(row.file)) }
      guard let line = row.line else { continue }
      Terminal.write(
        check
          ? say("\(row.file):\(line)：从这一行起不合格式，运行 gendan fmt \(row.file)。", "\(row.file):\(line): not formatted from this line on; run gendan fmt \(row.file).")
          : say("已整理 \(row.file)。", "Formatted \(row.file)."))
    }
  }

  private func note(_ file: String) -> String {
    say(
      "提示：\(file) 不是用列表写成的，没有改动；gendan import outline \(file) 可以把它转成流程文档。",
      "note: \(file) isn't written as lists and was left alone; gendan import outline \(file) turns it into a playbook.")
  }

  /// From 1; nil when the texts are the same.
  private func firstDifference(_ old: String, _ new: String) -> Int? {
    guard old != new else { return nil }
    let (old, new) = (Array(old.utf8), Array(new.utf8))
    let same = zip(old, new).prefix { $0 == $1 }.count
    return 1 + new[..<min(same, new.count)].count { $0 == 10 }
  }

  private func write(_ text: String, to file: String) throws {
    // Writing beside and renaming would replace a link by a file.
    let target = URL(fileURLWithPath: file).resolvingSymlinksInPath()
    do { try Data(text.utf8).write(to: target, options: .atomic) } catch {
      throw Trouble(say("写不了 \(file)。请检查路径和权限。", "\(file) can't be written. Check the path and its permissions."), code: .unreadable)
    }
  }
}
