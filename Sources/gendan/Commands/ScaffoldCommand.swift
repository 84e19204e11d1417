import ArgumentParser
import Foundation
import Playbook

struct ScaffoldCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "scaffold", abstract: say("起草：为一份还没有词汇的流程写出词汇草稿。", "Draft a vocabulary for a raw outline, so that it runs at once."),
      discussion: say(
        """
        例：gendan scaffold 会议纪要.txt --output refund
        写出 vocabulary.md 和流程的副本：判断写成“判断 `事实`”，【动作】和跟单登记下来；拿不准的一句不改，列出来留给人。
        原文件不动；已有的文件不覆盖，除非写 --force。
        退出码：0 已写出；1 已有词汇，或文件已经存在；2 文件读不了或写不了。
        """,
        """
        Example: gendan scaffold minutes.txt --output refund
        Writes vocabulary.md and a copy of the outline: decisions become “Decide `fact`”, names in 【】 and follow-ups are declared; what isn't certain stays as it is and is listed.
        The file itself isn't touched; files that are there aren't overwritten without --force.
        Exit codes: 0 written; 1 there is a vocabulary already, or a file is in the way; 2 a file can't be read or written.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程提纲（Markdown 或文本）。", "An outline (Markdown or text).")))
  var file: String

  @Option(help: ArgumentHelp(say("写到这个文件夹；不写就用文件的名称新建一个。", "Write to this folder; one named after the file when missing.")))
  var output: String?

  @Flag(help: ArgumentHelp(say("覆盖已有的文件。", "Overwrite files that are there.")))
  var force = false

  @OptionGroup var answer: AnswerOptions

  private struct Report: Encodable {
    struct Name: Encodable {
      let kind: String
      let name: String
      let line: Int
    }

    struct Left: Encodable {
      let line: Int
      let text: String
      let reading: String?
      let reason: String?
    }

    struct Share: Encodable {
      let automated: Int
      let manual: Int
    }

    let files: [String]
    let drafted: [Name]
    let left: [Left]
    let before: Share
    let after: Share
  }

  private static let vocabularyFile = "vocabulary.md"

  func run() async throws {
    try await reporting {
      let source = try read()
      guard let scaffold = scaffold(source, vocabularyFile: Self.vocabularyFile) else {
        throw Trouble(say("\(file) 已经有词汇，没有另外起草。", "\(file) has a vocabulary already; none was drafted."))
      }
      let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
      let folder = URL(fileURLWithPath: output ?? name)
      let outline = folder.appendingPathComponent(name == "vocabulary" ? "outline.md" : "\(name).md")
      let vocabulary = folder.appendingPathComponent(Self.vocabularyFile)
      try write([(outline, scaffold.outline), (vocabulary, scaffold.vocabulary)], in: folder)
      let paths = [outline, vocabulary].map { (output ?? name) + "/" + $0.lastPathComponent }
      answer.format == .json ? try Terminal.writeJSON(report(scaffold, paths)) : tell(scaffold, paths)
    }
  }

  private func read() throws -> SourceText {
    if let reason = ReadPlaybook.unreadable(file) {
      throw Trouble(say("读不了 \(file)：\(reason)。请检查路径。", "\(file) can't be read: \(reason). Check the path."), code: .unreadable)
    }
    if let reason = ReadPlaybook.notText(file) { throw Trouble("\(file) \(reason)", code: .unreadable) }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Trouble(say("读不了 \(file)。", "\(file) can't be read."), code: .unreadable)
    }
    return SourceText(path: URL(fileURLWithPath: file).lastPathComponent, bytes: data)
  }

  /// All files or none.
  private func write(_ files: [(url: URL, text: String)], in folder: URL) throws {
    let own = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
    for file in files where FileManager.default.fileExists(atPath: file.url.path) {
      let isOwn = file.url.resolvingSymlinksInPath().path == own
      if isOwn || !force {
        throw Trouble(
          isOwn
            ? say("\(file.url.path) 就是原文件，不会覆盖：请用 --output 另选文件夹。", "\(file.url.path) is the outline itself and stays: choose another folder with --output.")
            : say("\(file.url.path) 已经存在，没有覆盖（--force 覆盖）。", "\(file.url.path) exists and was not overwritten (--force does)."))
      }
    }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for file in files { try Data(file.text.utf8).write(to: file.url, options: .atomic) }
    } catch {
      throw Trouble(say("写不了 \(folder.path)。请检查路径和权限。", "\(folder.path) can't be written. Check the path and its permissions."), code: .unreadable)
    }
  }

  private func tell(_ scaffold: Scaffold, _ paths: [String]) {
    for path in paths { Terminal.write(say("写出 \(path)", "wrote \(path)")) }
    for drafted in scaffold.drafted { Terminal.write("  \(drafted.kind.text(in: tongue)) \(drafted.name)" + Terminal.dim("  \(file):\(drafted.line)")) }
    if !scaffold.left.isEmpty { Terminal.write(say("留给人的：", "left for a person:")) }
    for left in scaffold.left {
      let reason = left.reason.map { "\n    " + $0.text(in: tongue) } ?? ""
      Terminal.write("  \(file):\(left.line) \(left.text)" + Terminal.dim(reason))
    }
    Terminal.write(
      say(
        "自动办的：原来 \(share(scaffold.before))，现在 \(share(scaffold.after))。",
        "Runs by itself: \(share(scaffold.before)) before, \(share(scaffold.after)) now."))
  }

  private func share(_ coverage: Coverage) -> String {
    let percent = coverage.sentences == 0 ? 0 : coverage.automated.count * 100 / coverage.sentences
    return "\(coverage.automated.count)/\(coverage.sentences) (\(percent)%)"
  }

  private func report(_ scaffold: Scaffold, _ paths: [String]) -> Report {
    func share(_ coverage: Coverage) -> Report.Share { Report.Share(automated: coverage.automated.count, manual: coverage.manual.count) }
    return Report(
      files: paths, drafted: scaffold.drafted.map { Report.Name(kind: $0.kind.text(in: tongue), name: $0.name, line: $0.line) },
      left: scaffold.left.map { Report.Left(line: $0.line, text: $0.text, reading: $0.reading?.rawValue, reason: $0.reason?.text(in: tongue)) },
      before: share(scaffold.before), after: share(scaffold.after))
  }
}
