import ArgumentParser
import Ledger
import LedgerSQLite

struct KeyCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "key", abstract: say("账本的主密钥：生成、更换。", "The ledger's master key: make one, change it."),
      discussion: say(
        """
        例：gendan key make
            gendan key rotate
        主密钥在账本旁边的 .key 文件里，或在 privacy.master-key-file 指的文件里，或在 GENDAN_MASTER_KEY 里。请另存一份：没有它，加密的内容读不出来。
        更换前先停下 gendan；旧备份还要旧密钥才能读，旧密钥留在 .key.replaced-N。密钥不在账本旁边的，用 --into 说明新的写到哪里。
        退出码：0 成功；1 已有主密钥；2 账本或密钥文件读不了、写不了，或账本正在使用。
        """,
        """
        Examples: gendan key make
                  gendan key rotate
        The master key is in the .key file beside the ledger, in the file that privacy.master-key-file names, or in GENDAN_MASTER_KEY. Keep a copy elsewhere: without it what is
        sealed can't be read. Stop gendan before changing it; backups from before still need the old key, which stays as .key.replaced-N. A key that isn't beside its ledger is
        changed with --into, which says where the new one goes.
        Exit codes: 0 success; 1 there is a master key; 2 ledger or key can't be read or written, or the ledger is in use.
        """),
      subcommands: [Make.self, Rotate.self])
  }

  struct Make: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("给账本生成主密钥：从此个人信息加密。", "Make a master key: personal data is sealed from then on."))
    }

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var language: LocaleOption

    func run() async throws {
      try await reporting {
        let path = try Wiring.path(of: ledger.ledger)
        guard let made = try MasterKeys.makeIfNone(for: ledger.ledger) else {
          throw Trouble(say("账本 \(path) 已有主密钥。更换用 gendan key rotate。", "The ledger \(path) has a master key. Change it with gendan key rotate."))
        }
        try Wiring.file(ledger.ledger, makesOne: true).close()
        Terminal.write(say("主密钥在 \(made)：另存一份。", "The master key is in \(made): keep a copy elsewhere."))
      }
    }
  }

  struct Rotate: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("更换主密钥，加密的内容不用重写。", "Change the master key; what is sealed stays as it is."))
    }

    @Option(
      help: ArgumentHelp(
        say(
          "新密钥写到哪个文件，不能已存在；默认换掉账本旁边的文件。",
          "The file for the new key, which may not be there; by default it takes the place of the one beside the ledger.")))
    var into: String?

    @OptionGroup var ledger: LedgerOption
    @OptionGroup var answer: AnswerOptions

    private struct Report: Encodable {
      let file: String
      let keys: Int
      /// Where the old key is kept; nil where it stays where it was.
      let former: String?
    }

    func run() async throws {
      try await reporting {
        let path = try ledger.existingPath()
        let place = MasterKeys.place(for: path)
        let own = ownFile(place, path)
        if let own { try finishEarlier(own, path) }
        let keys = try MasterKeys.find(for: path)
        let made = try newFile(place, own)
        let new = MasterKey()
        guard try made.make(new) else { throw Trouble(say("\(made.path) 已存在，不覆盖。", "\(made.path) exists already and isn't overwritten."), code: .unreadable) }
        let count: Int
        do throws(LedgerError) { count = try await SQLiteLedger.changeMasterKey(of: path, from: keys, to: new) } catch {
          // The ledger hasn't gone over to it, or says so when it is opened: then the key is still needed.
          if try SQLiteLedger.ownKey(of: path, among: [new]) == nil { made.remove() }
          throw error
        }
        var (file, former) = (made, KeyFile?.none)
        if into == nil, let own {
          former = try made.move(to: own)
          file = own
        }
        if answer.format == .json { return try Terminal.writeJSON(Report(file: file.path, keys: count, former: former?.path)) }
        Terminal.write(
          Terminal.green(say("主密钥已更换，在 \(file.path)。", "The master key was changed; it is in \(file.path)."))
            + say("旧备份还要旧密钥。", " Backups from before still need the old one.")
            + (former.map { say("旧密钥留在 \($0.path)。", " It is kept at \($0.path).") } ?? ""))
      }
    }

    /// The file beside the ledger, if its key is there. One that was named may be other ledgers' too: it isn't replaced under them.
    private func ownFile(_ place: MasterKeys.Place, _ path: String) -> KeyFile? {
      guard case .file(let file) = place, file.path == KeyFile.beside(path).path else { return nil }
      return file
    }

    /// A change that was cut short is brought to its end, or taken back: the ledger says which.
    private func finishEarlier(_ file: KeyFile, _ path: String) throws {
      guard file.next.exists else { return }
      if try SQLiteLedger.ownKey(of: path, among: [try file.next.read()]) == nil { try file.next.setAside() } else { try file.next.move(to: file) }
    }

    private func newFile(_ place: MasterKeys.Place, _ own: KeyFile?) throws -> KeyFile {
      if let into { return KeyFile(path: into) }
      if let own { return own.next }
      let source =
        switch place {
        case .variable: MasterKeys.variable
        case .file(let file): file.path
        }
      throw Trouble(
        say(
          "主密钥来自 \(source)，别的账本可能也在用：用 --into 说明新的写到哪个文件。",
          "The master key comes from \(source), and other ledgers may use it too: say with --into which file the new one goes to."),
        code: .unreadable)
    }
  }
}
