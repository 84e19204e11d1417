import Desk
import Foundation
import Playbook

/// A playbook read from disk for a command, with trouble said in words.
struct ReadPlaybook {
  let path: String
  let files: PlaybookFiles
  var compilation: Compilation { files.compilation }
  var plan: Plan { files.compilation.plan }

  /// - Parameter hint: what to do when it can't be read; to look at the path when nothing is said.
  init(_ path: String, hint: String? = nil) throws {
    self.path = path
    if let reason = Self.unreadable(path) {
      let hint = hint ?? say("请检查路径。", "Check the path.")
      throw Trouble(say("读不了 \(path)：\(reason)。\(hint)", "\(path) can't be read: \(reason). \(hint)"), code: .unreadable)
    }
    if let reason = Self.notText(path) { throw Trouble(say("\(path) \(reason)", "\(path) \(reason)"), code: .unreadable) }
    do { files = try PlaybookFiles(at: path) } catch {
      throw Trouble(say("读不了 \(path)：\(error.reason)。", "\(path) can't be read: \(error.reason)."), code: .unreadable)
    }
  }

  /// For commands that run a plan: one with errors might do harm, and one without a step does nothing.
  func withoutErrors() throws -> ReadPlaybook {
    if compilation.hasErrors {
      let errors = compilation.diagnostics.filter { $0.level == .error }.map(\.spoken)
      Terminal.writeError(errors.drawing(sources: compilation.sources, inColour: Terminal.hasColour) + "\n")
      throw Trouble(say("\(path) 有错误，先改好再运行（gendan check 看全部）。", "\(path) has errors; mend them first (gendan check shows them all)."))
    }
    guard plan.main.first != nil else {
      throw Trouble(
        say("\(path) 里没有步骤：步骤写成列表项（- 或 1.），可放在“## 流程”下。", "\(path) has no steps: write them as list items (- or 1.), e.g. under “## Procedure”."))
    }
    return self
  }

  /// Why nothing can be read there; nil when a file can be opened.
  static func unreadable(_ path: String) -> String? {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return say("没有这个文件", "there is no such file") }
    if isDirectory.boolValue { return say("这是文件夹，不是文件", "it is a folder, not a file") }
    return FileManager.default.isReadableFile(atPath: path) ? nil : say("没有读取权限", "no permission to read it")
  }

  /// Why its content is no document; nil when it is text. Bytes that aren't UTF-8 would otherwise be read as something else than was written.
  static func notText(_ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return say("读不出来。", "can't be read.") }
    if data.allSatisfy({ $0 == 32 || (9...13).contains($0) }) { return say("是空文件：里面没有流程。", "is empty: there is no procedure in it.") }
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
      return say("是 UTF-16 编码的，请另存为 UTF-8。", "is UTF-16: save it as UTF-8.")
    }
    if data.contains(0) { return say("是二进制文件，不是文本（Markdown）。", "is a binary file, not text (Markdown).") }
    if String(data: data, encoding: .utf8) == nil { return say("不是 UTF-8 文本，请另存为 UTF-8。", "is not UTF-8 text: save it as UTF-8.") }
    return nil
  }
}
