import Testing

/// The rooms that decide and never do.
private let pureRooms: Set<String> = ["Playbook", "Casework"]

/// Words that have no place there, and what stands in for them.
private let banned: [(words: Set<Substring>, instead: String)] = [
  (["Date", "Clock", "ContinuousClock", "SuspendingClock", "DispatchTime", "clock_gettime", "gettimeofday"], "time is an argument: take an Instant"),
  (["random", "randomElement", "shuffle", "shuffled", "SystemRandomNumberGenerator", "UUID"], "ids are counters within the case, nothing is drawn by lot"),
  (["hashValue", "Hasher"], "hashes differ from run to run: use the version digest, or sort"),
  (["Task", "async", "await", "actor", "Thread", "DispatchQueue", "Mutex", "Atomic", "TaskGroup"], "a pure room has one thread and never waits"),
  (["FileManager", "FileHandle", "Data", "fopen", "URL"], "files are read by the caller and handed in as SourceText"),
  (["URLSession", "socket", "connect"], "the way out is an effect"),
  (["print", "debugPrint", "dump", "fputs", "stderr", "stdout"], "return a value: the shell shows it"),
  (["getenv", "ProcessInfo", "CommandLine", "Locale", "TimeZone", "Calendar"], "settings are arguments"),
]

func impurities(in file: TextFile) -> [Finding] {
  guard pureRooms.contains(file.room) else { return [] }
  return file.code.enumerated().flatMap { index, line in
    // Saying what is hashed isn't hashing: a class has to.
    let words = Set(identifiers(in: line.replacing("func hash(into hasher: inout Hasher)", with: "")))
    return banned.flatMap { rule in
      words.intersection(rule.words).sorted().map { Finding(path: file.path, line: index + 1, words: "`\($0)` in a pure room; \(rule.instead)") }
    }
  }
}

@Suite("The pure rooms know no clock, chance, threads, files, network or terminal")
struct PureRooms {
  @Test func inTheTree() { expectNone(House.sources.flatMap(impurities)) }

  @Test(arguments: [
    "let now = Date()", "Task { }", "func f() async {}", "DispatchQueue.main", "let x = Int.random(in: 0..<3)", "UUID()", "print(1)",
    "getenv(name)", "FileManager.default", "ContinuousClock().now", "let s = \"\\(Date())\"", "a.hashValue",
  ])
  func finds(_ line: String) {
    #expect(impurities(in: TextFile(path: "Sources/Casework/A.swift", text: line)).count == 1)
    #expect(impurities(in: TextFile(path: "Sources/Desk/A.swift", text: line)).isEmpty)
  }

  @Test(arguments: [
    "civilDate(1)", "// Date() is not read here", "let a = \"print\"", "OpenTask", "case asynchronous", "func hash(into hasher: inout Hasher) {",
  ])
  func allows(_ line: String) {
    #expect(impurities(in: TextFile(path: "Sources/Playbook/A.swift", text: line)).isEmpty)
  }
}
