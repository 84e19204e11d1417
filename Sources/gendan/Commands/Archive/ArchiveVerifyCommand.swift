import ArgumentParser
import Ledger

struct ArchiveVerifyCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify", abstract: say("核对归档：文件、摘要、行数、每张工单。", "Check an archive: files, digests, lines, every case."))
  }

  @Argument(help: ArgumentHelp(say("归档的文件夹。", "The archive's folder.")))
  var folder: String

  @OptionGroup var answer: AnswerOptions

  func run() async throws {
    try await reporting {
      let reader = try ArchiveReader(folder)
      let bar = ProgressBar(total: reader.manifest.cases, noun: say("张", "cases"))
      defer { bar.clear() }
      try reader.check { bar.show($0) }
      bar.clear()
      try ArchiveReport(reader.manifest, folder).write(answer.format)
    }
  }
}
