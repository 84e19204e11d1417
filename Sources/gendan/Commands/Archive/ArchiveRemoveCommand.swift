import ArgumentParser
import Ledger
import LedgerSQLite

struct ArchiveRemoveCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "remove",
      abstract: say("核对归档，再把其中的工单移出账本。", "Check an archive, then take its cases out of the ledger."))
  }

  @Argument(help: ArgumentHelp(say("归档的文件夹。", "The archive's folder.")))
  var folder: String

  @OptionGroup var options: ArchiveOptions
  @OptionGroup var answer: AnswerOptions

  func run() async throws {
    try await reporting {
      let reader = try ArchiveReader(folder)
      try reader.check()
      let settings = try await options.settings()
      let ledger = try Wiring.file(settings.ledger, makesOne: false, keyFile: settings.masterKeyFile)
      defer { try? ledger.close() }
      try await ArchiveRemoval(path: folder, reader: reader, ledger: ledger).run(answer.format)
    }
  }
}
