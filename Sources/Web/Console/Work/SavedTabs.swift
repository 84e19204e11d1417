import Ledger

/// The lists that somebody has saved, as tabs above a list.
struct SavedTabs {
  struct Tab {
    let tabName: String
    let tabPath: String
    let isShown: Bool
    /// What is sent to be rid of it; nil for the list as it is without filters.
    let withoutIt: Removal?
  }

  struct Removal {
    let restJSON: String
    /// Says which one, for those who hear it.
    let removeLabel: String
    let question: String
  }

  /// A form that saves the list as it is shown.
  struct Saving {
    let allJSON: String
    let herePath: String
    let nameField: String
    let pathField: String
    let longestName: String
  }

  let tabs: [Tab]
  /// The `ETag` that changes are decided on.
  let viewsTag: String
  /// Nil where there is nothing new to save, and where no more may be.
  let saving: Saving?

  private struct Body: Encodable {
    let views: [SavedView]
  }

  /// - Parameters:
  ///   - page: the list without filters: `/console/work`.
  ///   - here: the list as it is shown, its parameters in the order in which they are always written.
  init(_ kept: SavedViews, page: String, here: String, _ words: ConsoleWords) throws {
    let own = kept.items.filter { $0.path == page || $0.path.hasPrefix("\(page)?") }
    var tabs = [Tab(tabName: words.text("work-view-all"), tabPath: page, isShown: here == page, withoutIt: nil)]
    for view in own {
      let rest = Body(views: kept.items.filter { $0 != view })
      let removal = Removal(
        restJSON: try StoredJSON.text(rest), removeLabel: words.text("work-view-remove", ["name": view.name]),
        question: words.text("work-view-remove-sure", ["name": view.name]))
      tabs.append(Tab(tabName: view.name, tabPath: view.path, isShown: view.path == here, withoutIt: removal))
    }
    self.tabs = tabs
    viewsTag = SavedViewsDoor.tag(kept)
    let isNew = here != page && !own.contains { $0.path == here }
    guard isNew, kept.items.count < SavedViewsDoor.most, here.utf8.count <= SavedViewsDoor.longestPath else {
      saving = nil
      return
    }
    let place = "/views/\(kept.items.count)"
    saving = Saving(
      allJSON: try StoredJSON.text(Body(views: kept.items)), herePath: here, nameField: "\(place)/name", pathField: "\(place)/path",
      longestName: String(SavedViewsDoor.longestName))
  }
}
