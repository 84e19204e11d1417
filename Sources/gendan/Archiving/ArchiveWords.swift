import ArgumentParser
import Ledger

/// What is wrong with archives, said to a person with the next step.
extension Trouble {
  init(_ error: ArchiveError) {
    switch error {
    case .ledger(let error): self.init(error)
    case .fault(let fault): self.init(fault.words)
    case .exists(let path):
      self.init(say("\(path) 已存在，不覆盖：换个名字。", "\(path) exists already and isn't overwritten: choose another name."), code: .unreadable)
    case .file(let path, let reason):
      self.init(say("归档写不了：\(path)：\(reason)", "The archive can't be written: \(path): \(reason)"), code: .unreadable)
    case .evidence(let digest, let reason):
      self.init(
        say(
          "证据文件 \(digest) 没法归档：\(reason)。核对 evidence.store；确实丢了的，用 --allow-missing-evidence 只记下清单。",
          "The evidence \(digest) can't be archived: \(reason). Check evidence.store; for files that are lost, --allow-missing-evidence only lists them."),
        code: .unreadable)
    case .differs(let id):
      self.init(
        say(
          "工单 \(id) 读回来与账本不一致，什么都没有移出。请再试一次；还这样就报告。",
          "Case \(id), read back, isn't what the ledger has; nothing was taken out. Try again, and report it if it stays so."))
    }
  }
}

extension ArchiveFault {
  /// File, line, and what is the matter.
  var words: String {
    let place = line.map { say("\(file) 第 \($0) 行", "\(file) line \($0)") } ?? file
    return say("\(place)：", "\(place): ") + reason.words
  }
}

extension ArchiveFault.Reason {
  fileprivate var words: String {
    switch self {
    case .missing: say("没有这个文件。", "the file is missing.")
    case .unlisted: say("不在清单里的文件。", "the file isn't in the list.")
    case .unreadable(let reason): say("读不了：\(reason)", "it can't be read: \(reason)")
    case .altered: say("内容与写成时不同。", "its bytes aren't those it was written with.")
    case .lines(let found, let listed): say("有 \(found) 行，清单上是 \(listed) 行。", "it has \(found) lines, and \(listed) are listed.")
    case .newerForm(let form): say("由更新的版本写成（形式 \(form)），请用那个版本。", "it was written by a newer Gendan (form \(form)): use that one.")
    case .wrongLine(let words), .wrongCase(let words): say("不对：\(words)", "\(words)")
    case .missingPlaybook(let version): say("缺流程文档的版本 \(version)。", "the version \(version) is missing.")
    }
  }
}
