import Casework
import Desk
import Ledger
import Playbook
import Sandbox

/// Errors of the rooms below, said to a person with the next step.
extension Trouble {
  /// Nil for an error that is no room's: an exit code, a cancelled task.
  init?(anyOf error: any Error) {
    switch error {
    case let trouble as Trouble: self = trouble
    case let error as DeskError: self.init(error)
    case let error as LedgerError: self.init(error)
    case let error as ShelfError: self.init(error)
    case let error as ArchiveError: self.init(error)
    case let fault as SignalFault: self.init(fault.text(in: tongue))
    case let error as PublishError: self.init(error)
    case let error as SandboxJournal.Unwritable:
      self.init(say("模拟平台的记录写不了：\(error.reason)", "The sandbox's record can't be written: \(error.reason)"), code: .unreadable)
    default: return nil
    }
  }

  init(_ error: DeskError, plan: Plan? = nil) {
    switch error {
    case .refused(let refusal): self.init(words(refusal, plan))
    case .ledger(let error): self.init(error)
    case .unknownPlaybook(let name):
      self.init(say("书架上没有“\(name)”。先用 gendan publish 发布。", "“\(name)” isn't on the shelf. Publish it with gendan publish first."))
    case .alteredPlaybook(let version):
      self.init(
        say(
          "版本 \(version.prefix(12)) 存下的原文已对不上。请恢复账本备份。",
          "The stored sources of version \(version.prefix(12)) don't give it any more. Restore the ledger from a backup."),
        code: .unreadable)
    case .busy: self.init(say("工单正忙，请稍后再试。", "The desk is busy; try again in a moment."))
    case .stopped: self.init(say("服务已停止。", "The desk has stopped."))
    }
  }

  init(_ error: LedgerError) {
    let hint = LedgerHint(error.words)
    switch error {
    case .unavailable: self.init(say("账本暂时用不了：\(hint.reason)。", "The ledger can't be used now: \(error.words).") + hint.next, code: .unreadable)
    case .unreadable: self.init(say("账本读不了：\(hint.reason)。", "The ledger can't be read: \(error.words).") + hint.next, code: .unreadable)
    }
  }
}

/// What a ledger's complaint means to the person at the terminal, and what to do. Ledgers speak English, for logs.
private struct LedgerHint {
  let reason: String
  let next: String

  init(_ words: String) {
    let known: [(part: String, reason: String, next: String)] = [
      ("not a Gendan ledger", "这个文件不是跟单的账本", say("用 --ledger sqlite:路径 指明账本。", " Name the ledger with --ledger sqlite:PATH.")),
      ("newer Gendan", "它是由更新的版本写成的", say("请用那个版本打开。", "")),
      ("locked by another process", "正被另一个进程占用", say("等它做完，或先停下它。", " Wait until it is done, or stop it.")),
      ("disk is full", "磁盘满了", say("腾出空间，服务台会自己接着走。", " Free some space; a running desk goes on by itself.")),
      ("may not be written", "没有写入权限", say("检查文件和文件夹的权限。", " Check the permissions of the file and its folder.")),
      ("Permission denied", "没有打开的权限", say("检查文件和文件夹的权限。", " Check the permissions of the file and its folder.")),
      (
        "data in it is sealed", "个人信息已加密，主密钥没有或不对",
        say("把主密钥的文件放回账本旁边（.key），或用 GENDAN_MASTER_KEY 给出。", " Put the file with the master key beside the ledger (.key), or give it in GENDAN_MASTER_KEY.")
      ),
      ("damaged", "文件坏了", say("请恢复备份。", " Restore a backup.")),
    ]
    let found = known.first { words.contains($0.part) }
    reason = found?.reason ?? words
    next = found?.next ?? ""
  }
}

private func words(_ refusal: Refusal, _ plan: Plan?) -> String {
  let text = refusal.text(in: tongue, plan: plan)
  guard case .noSuchCase = refusal else { return text }
  return text + say("用 gendan cases 查看。", " List them with gendan cases.")
}
