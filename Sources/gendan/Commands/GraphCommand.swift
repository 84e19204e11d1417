import ArgumentParser
import Foundation
import Playbook

struct GraphCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "graph", abstract: say("把流程画成图。", "Draw a procedure as a graph."),
      discussion: say(
        """
        例：gendan graph sop.md --format svg --output sop.svg
        svg 由 Graphviz 的 dot 排版（apt install graphviz）。退出码：0 画好了；1 没有 dot 或排版失败；2 文件读不了。
        """,
        """
        Example: gendan graph sop.md --format svg --output sop.svg
        Graphviz's dot lays out the svg (apt install graphviz). Exit codes: 0 drawn; 1 dot isn't there or failed; 2 a file can't be read.
        """))
  }

  enum Format: String, ExpressibleByArgument, CaseIterable { case svg, dot, mermaid }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "The playbook (Markdown).")))
  var file: String

  @Option(help: ArgumentHelp(say("svg、dot 或 mermaid。", "svg, dot or mermaid.")))
  var format: Format = .mermaid

  @Option(help: ArgumentHelp(say("写到这个文件，不写到屏幕。", "Write to this file instead of the screen.")))
  var output: String?

  @OptionGroup var language: LocaleOption

  func run() async throws {
    try await reporting {
      let graph = PlanGraph(try ReadPlaybook(file).plan)
      let text =
        switch format {
        case .dot: graph.dot
        case .mermaid: graph.mermaid
        case .svg: try Graphviz.svg(graph.dot)
        }
      guard let output else { return Terminal.write(String(text.hasSuffix("\n") ? text.dropLast() : text[...])) }
      do { try text.write(toFile: output, atomically: true, encoding: .utf8) } catch {
        throw Trouble(say("写不了 \(output)：\(error.localizedDescription)", "\(output) can't be written: \(error.localizedDescription)"), code: .unreadable)
      }
      Terminal.write(say("已写到 \(output)", "Written to \(output)"))
    }
  }
}

/// Graphviz, run as a process of its own: the graph goes in, the drawing comes out.
enum Graphviz {
  /// - Throws: trouble when `dot` isn't installed or refuses the graph.
  static func svg(_ dot: String) throws -> String {
    // Through files: a graph can be larger than a pipe holds, and nobody would be reading the other end.
    let folder = FileManager.default.temporaryDirectory.appending(path: "gendan-graph-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, drawing) = (folder.appending(path: "graph.dot"), folder.appending(path: "graph.svg"))
    try Data(dot.utf8).write(to: input)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["dot", "-Tsvg", "-o", drawing.path(), input.path()]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    switch process.terminationStatus {
    case 0: return try String(contentsOf: drawing, encoding: .utf8)
    case 127:
      throw Trouble(
        say(
          "没有找到 Graphviz 的 dot。请安装：apt install graphviz；或用 --format mermaid。",
          "Graphviz's dot isn't there. Install it (apt install graphviz) or use --format mermaid."))
    default: throw Trouble(say("dot 没有画成：\(said.prefix(300))", "dot failed: \(said.prefix(300))"))
    }
  }
}
