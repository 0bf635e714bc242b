// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/FileResults.h"
#include "driver/ResultJson.h"
#include "model/TaughtRules.h"

namespace gfpcheck::driver {

FileResults::FileResults(const CheckRequest &Request, const Options &Analysis,
                         std::shared_ptr<const model::RuleSet> Rules,
                         const CompileDatabase &Database,
                         const std::vector<SelectedFile> &Selected,
                         ResultCache *Cache, Progress Show)
    : Request(Request), Analysis(Analysis), Rules(std::move(Rules)),
      Database(Database), Selected(Selected), Cache(Cache),
      Show(std::move(Show)) {}

std::string FileResults::name(size_t I) const {
  const SelectedFile &File = Selected[I];
  return File.InsteadOf.empty() ? Database.path(File.Command).str()
                                : File.InsteadOf;
}

llvm::StringRef FileResults::directory(size_t I) const {
  return Database.directory(Selected[I].Command);
}

void FileResults::findKnown() {
  for (size_t I = 0; I != Selected.size(); ++I) {
    std::string Key, Entry;
    if (Cache) {
      Key = Cache->key(Database.command(Selected[I]));
      if (!Key.empty())
        Entry = Cache->entry(Key);
    }
    if (Entry.empty())
      Misses.push_back(I);
    Keys.push_back(std::move(Key));
    Known.push_back(std::move(Entry));
  }
}

bool FileResults::isInImage(size_t I) const {
  return Image && !Known[I].empty() && Known[I] == Image->Files[I].Entry;
}

int FileResults::makeMisses(llvm::function_ref<void()> Begun,
                            llvm::function_ref<void(size_t)> Done) {
  int Signal = make(Misses, Begun, Done);
  if (Cache) // What was made is in the store now.
    for (size_t I : Misses)
      Known[I] = Cache->newEntry(Keys[I]);
  return Signal;
}

/// Checks these files with what they are to be told so far.
int FileResults::make(const std::vector<size_t> &Which,
                      llvm::function_ref<void()> Begun,
                      llvm::function_ref<void(size_t)> Done) {
  const bool Again = Pupils.has_value();
  const size_t Before = Again ? 0 : Selected.size() - Which.size();
  return runJobs(
      Which.size(), Request.Limits,
      [&](size_t Job) { return check(Which[Job]); },
      [&](size_t Job, JobResult Result) {
        Made.add(Which[Job], lessons(Which[Job]), std::move(Result));
        Done(Which[Job]);
      },
      [&](size_t N) {
        Show(Before + N, Before + Which.size(),
             Again ? "checked again" : "checked");
      },
      Begun);
}

/// In a worker.
std::string FileResults::check(size_t I) {
  TuResult Result =
      checkFile(Database.command(Selected[I]), Analysis,
                lessons(I).empty() ? Rules : model::teach(Rules, Pupils->of(I)),
                Request.Overlay ? *Request.Overlay : FileOverlay());
  std::string Payload = packResult(Result);
  if (Cache && !Keys[I].empty() && Result.Errors.empty())
    Cache->put(Keys[I], std::move(Result.Files), Payload, lessons(I));
  return Payload;
}

std::optional<std::string> FileResults::stored(size_t I) const {
  if (!Cache || Known[I].empty())
    return std::nullopt;
  return Cache->get(
      lessons(I).empty() ? Known[I] : Cache->taughtEntry(Known[I], lessons(I)));
}

int FileResults::teach() {
  Pupils.emplace(Selected.size());
  if (int Signal = collectBases())
    return Signal;
  for (unsigned Round = 0; Round != Lessons::MaxRounds && Pupils->next();
       ++Round) {
    std::vector<size_t> Unknown;
    for (size_t I : Pupils->changed())
      if (!lessons(I).empty() && !learn(I))
        Unknown.push_back(I);
    if (int Signal = make(Unknown))
      return Signal;
    for (size_t I : Unknown) {
      learn(I);
      // It was edited since it was first checked: what is told goes with
      // neither content, and is not to be kept.
      if (Cache && !Known[I].empty() &&
          Cache->taughtEntry(Known[I], lessons(I)).empty())
        Known[I].clear();
    }
  }
  return 0;
}

/// What each file can teach that was told nothing.
int FileResults::collectBases() {
  std::vector<size_t> Lost;
  Bases.resize(Selected.size());
  for (size_t I = 0; I != Bases.size(); ++I)
    if (auto Teaching = teaching(I))
      Bases[I] = *Teaching;
    else
      Lost.push_back(I);
  if (int Signal = make(Lost))
    return Signal;
  for (size_t I : Lost)
    Bases[I] = Made.teaching(I, "").value_or("");
  for (size_t I = 0; I != Bases.size(); ++I)
    Pupils->setBase(I, Bases[I]);
  return 0;
}

/// What file I, with its lessons, can teach; nothing if that has to be found
/// out.
std::optional<llvm::StringRef> FileResults::teaching(size_t I) {
  if (auto Teaching = Made.teaching(I, lessons(I)))
    return Teaching;
  if (isInImage(I) && lessons(I).empty())
    return Image->Files[I].Teaching;
  auto Payload = stored(I);
  if (!Payload)
    return std::nullopt;
  return Saver.save(teachingOf(*Payload));
}

/// What an earlier run knew that file I offers with its lessons.
std::optional<llvm::StringRef> FileResults::offersInImage(size_t I) const {
  if (isInImage(I))
    for (const auto &[Told, Lines] : Image->Files[I].Offers)
      if (Told == lessons(I))
        return llvm::StringRef(Lines);
  return std::nullopt;
}

/// What file I offers with the lessons of this round; false if that has to be
/// found out.
bool FileResults::learn(size_t I) {
  llvm::StringRef Lines;
  if (auto Offers = offersInImage(I))
    Lines = *Offers;
  else if (auto Teaching = teaching(I))
    Lines = summary::PackedTeaching(*Teaching).offers();
  else
    return false;
  Pupils->setOffers(I, Lines);
  Learned[I].emplace_back(lessons(I), Lines.str());
  return true;
}

RunImage::File FileResults::takeForImage(size_t I) {
  RunImage::File Out;
  Out.Entry = Known[I];
  Out.Lessons = lessons(I);
  if (Pupils)
    Out.Teaching = Bases[I].str();
  if (auto It = Learned.find(I); It != Learned.end())
    Out.Offers = std::move(It->second);
  return Out;
}

} // namespace gfpcheck::driver
