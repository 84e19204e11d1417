import ArgumentParser
import Foundation
import Importing
import Playbook

struct ImportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import", abstract: say("导入：别的程序写的提纲，或平台的订单事件。", "Import: outlines of other programs, or a platform's order events."),
      discussion: say(
        """
        例：gendan import outline map.mm --output sop.md
            gendan import orders 订单.csv --mapping "order=订单号,kind=事件,at=时间"
        退出码：0 已导入；1 内容读不懂，或有几行被拒绝；2 文件或账本读不了或写不了。
        """,
        """
        Examples: gendan import outline map.mm --output sop.md
                  gendan import orders orders.csv --mapping "order=Order no,kind=Event,at=Time"
        Exit codes: 0 imported; 1 the content isn't understood, or some lines were refused; 2 a file or the ledger can't be read or written.
        """),
      subcommands: [ImportOutlineCommand.self, ImportOrdersCommand.self])
  }
}

struct ImportOutlineCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "outline",
      abstract: say("导入 OPML、FreeMind、XMind 或带编号、缩进的文本。", "Import OPML, FreeMind, XMind, or numbered and indented text."),
      discussion: say(
        """
        例：gendan import outline 会议纪要.txt --output sop.md --notes notes.txt
        拼音、粗体、重复空格等排版噪音会去掉；去掉了什么，逐条列出来。
        退出码：0 已导入；1 内容读不懂，没有导入；2 文件读不了或写不了。
        """,
        """
        Example: gendan import outline minutes.txt --output sop.md --notes notes.txt
        Noise such as pinyin, bold and doubled blanks is cleaned away; what was left out is listed.
        Exit codes: 0 imported; 1 the content isn't understood, nothing was imported; 2 a file can't be read or written.
        """))
  }

  enum Origin: String, ExpressibleByArgument, CaseIterable { case opml, mm, xmind, text }

  @Argument(help: ArgumentHelp(say("要导入的文件。", "The file to import.")))
  var file: String

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(say("文件的格式：opml、mm、xmind 或 text；不写就按名称和内容判断。", "What the file is: opml, mm, xmind or text; told by name and content when missing.")))
  var origin: Origin?

  @Option(help: ArgumentHelp(say("写到这个文件，而不是标准输出；已有的文件不会被覆盖。", "Write to this file, not to standard output; a file that is there isn't overwritten.")))
  var output: String?

  @Option(
    help: ArgumentHelp(
      say("去掉了什么，写到这个文件；- 是标准输出。不写就列在标准错误里。", "Write what was left out to this file; - is standard output. On standard error when missing.")))
  var notes: String?

  @OptionGroup var language: LocaleOption

  func run() async throws {
    try await reporting {
      if let reason = ReadPlaybook.unreadable(file) {
        throw Trouble(say("读不了 \(file)：\(reason)。请检查路径。", "\(file) can't be read: \(reason). Check the path."), code: .unreadable)
      }
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Trouble(say("读不了 \(file)。", "\(file) can't be read."), code: .unreadable)
      }
      let bytes = [UInt8](data)
      let format = origin.flatMap { ImportFormat(rawValue: $0.rawValue) } ?? ImportFormat(name: file, bytes: bytes)
      if format == .text, let reason = ReadPlaybook.notText(file) {
        throw Trouble(say("\(file) \(reason)", "\(file) \(reason)"), code: .unreadable)
      }
      let imported: Imported
      do throws(ImportError) { imported = try importOutline(bytes, from: format, name: file) } catch {
        throw Trouble(say("\(file) 没有导入：\(error.text(in: .chinese))", "\(file) was not imported: \(error.text(in: .english))"))
      }
      if let output { try write(imported.markdown, to: output) } else { Terminal.write(String(imported.markdown.dropLast())) }
      try tell(imported.notes.map(line))
    }
  }

  private func tell(_ lines: [String]) throws {
    if let notes, notes != "-" { return try write(lines.map { $0 + "\n" }.joined(), to: notes) }
    // On standard output notes would get into the outline.
    for line in lines { notes == "-" && output != nil ? Terminal.write(line) : Terminal.writeError(line) }
  }

  private func line(_ note: ImportNote) -> String {
    let words = note.message.text(in: tongue)
    return note.line.map { "\(file):\($0): \(words)" } ?? "\(file): \(words)"
  }

  private func write(_ text: String, to path: String) throws {
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting) } catch CocoaError.fileWriteFileExists {
      throw Trouble(say("\(path) 已经存在，没有覆盖。换个名称。", "\(path) exists and was not overwritten. Choose another name."), code: .unreadable)
    } catch {
      throw Trouble(say("写不了 \(path)。请检查路径和权限。", "\(path) can't be written. Check the path and its permissions."), code: .unreadable)
    }
  }
}
