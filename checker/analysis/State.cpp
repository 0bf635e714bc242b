// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analysis/State.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace gfpcheck::analysis {

using facts::ExprId;
using facts::ExprKind;
using facts::ExprTable;
using model::ContextKind;

bool State::sameContext(const State &O) const {
  return CallerIsNot == O.CallerIsNot && LastReference == O.LastReference &&
         GivenUp == O.GivenUp &&
         std::equal(Context.begin(), Context.end(), O.Context.begin(),
                    O.Context.end(),
                    [](const Held &A, const Held &B) { return A.sameAs(B); });
}

bool State::sameProperty(const State &O) const {
  return Open == O.Open && sameContext(O);
}

bool mayBeSameLock(ExprId A, ExprId B, const ExprTable &Exprs) {
  if (A == B || !A || !B)
    return true;
  // A spinlock_t is a raw lock in a structure; some calls name the inner one.
  if (Exprs.contains(A, B) || Exprs.contains(B, A))
    return true;
  const auto &X = Exprs[A], &Y = Exprs[B];
  // A lock is known by its field: "lock" of a device is never "lock" of a
  // queue, but two paths to one device look different.
  auto SameField = [](const facts::Expr &L, const facts::Expr &R) {
    return L.Kind == ExprKind::Field && R.Kind == ExprKind::Field &&
           L.Name == R.Name && L.Name2 == R.Name2;
  };
  if (X.Kind == ExprKind::Field && Y.Kind == ExprKind::Field)
    return SameField(X, Y) || SameField(Exprs[X.A], Y) ||
           SameField(X, Exprs[Y.A]);
  auto Opaque = [](const facts::Expr &E) {
    return E.Kind != ExprKind::Field && E.Kind != ExprKind::Var &&
           E.Kind != ExprKind::Index;
  };
  return Opaque(X) || Opaque(Y);
}

/// A field of nobody knows what names many locks.
static bool namesOne(ExprId Lock, const ExprTable &Exprs) {
  while (Exprs[Lock].Kind == ExprKind::Field)
    Lock = Exprs[Lock].A;
  return Lock;
}

static bool isSpinning(ContextKind K) {
  return K == ContextKind::Spin || K == ContextKind::RawSpin;
}

static bool isExclusive(ContextKind K) {
  return isSpinning(K) || K == ContextKind::RwWrite;
}

void State::enter(Held H, const ExprTable &Exprs) {
  // Taking back what was given up restores the caller's context. The lock may
  // have got another name since.
  auto TakeBack = [&](auto Matches) {
    auto *It = llvm::find_if(GivenUp, [&](const Released &R) {
      return R.Kind == H.Kind && Matches(R.Lock);
    });
    if (It == GivenUp.end())
      return false;
    GivenUp.erase(It);
    return true;
  };
  if (TakeBack([&](ExprId L) { return L == H.Lock; }) ||
      TakeBack([&](ExprId L) { return mayBeSameLock(L, H.Lock, Exprs); }))
    return;
  // Nobody takes a lock that he holds: it was given up in a way that was not
  // seen, with all that had begun with it.
  if (isExclusive(H.Kind) && namesOne(H.Lock, Exprs))
    if (auto *Old =
            llvm::find_if(Context, [&](const Held &O) { return O.sameAs(H); });
        Old != Context.end()) {
      Origin Before = Old->Since;
      llvm::erase_if(Context, [&](const Held &O) {
        return O.Since.Where == Before.Where && O.Since.Api == Before.Api &&
               (!isLock(O.Kind) || O.sameAs(H));
      });
    }
  if (Context.size() < 12)
    Context.push_back(std::move(H));
}

void State::leave(ContextKind K, ExprId Lock, bool Absolute,
                  const ExprTable &Exprs) {
  if (Absolute && !model::isLock(K)) {
    bool Any = false;
    for (size_t I = Context.size(); I-- > 0;)
      if (Context[I].Kind == K) {
        Context.erase(Context.begin() + I);
        Any = true;
      }
    if (Any)
      return;
  }
  auto Remove = [&](auto Matches) {
    for (size_t I = Context.size(); I-- > 0;)
      if (Matches(Context[I])) {
        Context.erase(Context.begin() + I);
        return true;
      }
    return false;
  };
  auto MayBe = [&](const Held &H) {
    return (H.Kind == K || (isSpinning(K) && isSpinning(H.Kind))) &&
           mayBeSameLock(H.Lock, Lock, Exprs);
  };
  // What is let go is held: rather one that certainly is.
  if (Remove([&](const Held &H) {
        return H.Kind == K && H.Lock == Lock && (Lock || !H.Unsure);
      }) ||
      Remove([&](const Held &H) {
        return H.Kind == K && !H.Unsure && MayBe(H);
      }) ||
      Remove([&](const Held &H) { return H.Kind == K && MayBe(H); }) ||
      Remove(MayBe))
    return;
  Released R{K, Lock};
  if (GivenUp.size() < 8 &&
      std::find(GivenUp.begin(), GivenUp.end(), R) == GivenUp.end())
    GivenUp.push_back(R);
}

namespace {
auto lowerBound(auto &Values, ExprId Place) {
  return std::lower_bound(
      Values.begin(), Values.end(), Place,
      [](const auto &Entry, ExprId P) { return Entry.first < P; });
}
} // namespace

const Value *State::find(ExprId Place) const {
  auto It = lowerBound(Values, Place);
  return It != Values.end() && It->first == Place ? &It->second : nullptr;
}

Value State::get(ExprId Place) const {
  const Value *V = find(Place);
  return V ? *V : Value();
}

void State::set(ExprId Place, const Value &V) {
  auto It = lowerBound(Values, Place);
  if (It != Values.end() && It->first == Place)
    It->second = V;
  else if (Values.size() < MaxValues)
    Values.insert(It, {Place, V});
}

void State::erase(ExprId Place) {
  auto It = lowerBound(Values, Place);
  if (It != Values.end() && It->first == Place)
    Values.erase(It);
}

namespace {
void resolve(Value &V, const Value &Known) {
  meet(V, Known);
  if (!V.Site)
    V.Site = Known.Site;
}

bool valueDependsOn(ExprId E, ExprId Target, const ExprTable &Exprs);

/// Two names of memory that may be the same although they look different: the
/// field of another object of the type, another element of the array.
bool mayOverlap(const facts::Expr &X, const facts::Expr &T,
                const ExprTable &Exprs) {
  if (X.Kind != T.Kind)
    return false;
  if (X.Kind == ExprKind::Field)
    return X.Name == T.Name && X.Name2 == T.Name2;
  return X.Kind == ExprKind::Index && X.A == T.A &&
         !(Exprs[X.B].Kind == ExprKind::Const &&
           Exprs[T.B].Kind == ExprKind::Const);
}

/// Could a write to Target change which memory Place names?
bool addressDependsOn(ExprId Place, ExprId Target, const ExprTable &Exprs) {
  const auto &X = Exprs[Place];
  switch (X.Kind) {
  case ExprKind::Field:
    return addressDependsOn(X.A, Target, Exprs);
  case ExprKind::Index:
    return addressDependsOn(X.A, Target, Exprs) ||
           valueDependsOn(X.B, Target, Exprs);
  case ExprKind::Deref:
    return valueDependsOn(X.A, Target, Exprs);
  default:
    return false;
  }
}

/// Could a write to Target change the value of E?
bool valueDependsOn(ExprId E, ExprId Target, const ExprTable &Exprs) {
  if (E == Target)
    return true;
  const auto &X = Exprs[E];
  switch (X.Kind) {
  case ExprKind::AddrOf:
    return addressDependsOn(X.A, Target, Exprs);
  case ExprKind::Field:
    return mayOverlap(X, Exprs[Target], Exprs) ||
           valueDependsOn(X.A, Target, Exprs);
  case ExprKind::Index:
    return mayOverlap(X, Exprs[Target], Exprs) ||
           valueDependsOn(X.A, Target, Exprs) ||
           valueDependsOn(X.B, Target, Exprs);
  case ExprKind::Binary:
    return valueDependsOn(X.A, Target, Exprs) ||
           valueDependsOn(X.B, Target, Exprs);
  case ExprKind::Deref:
  case ExprKind::Unary:
  case ExprKind::Cast:
    return valueDependsOn(X.A, Target, Exprs);
  default:
    return false;
  }
}

/// A pure function that is given the address of memory looks at what is there.
bool isPureResult(ExprId E, const ExprTable &Exprs) {
  if (Exprs[E].Kind != ExprKind::Index)
    return false;
  while (Exprs[E].Kind == ExprKind::Index)
    E = Exprs[E].A;
  return Exprs[E].Kind == ExprKind::Var && Exprs[E].Value < 0;
}

/// The same; most places have nothing to do with a variable that is written.
bool dependsOn(ExprId E, ExprId Target, const ExprTable &Exprs) {
  auto K = Exprs[Target].Kind;
  if ((K == ExprKind::Var || K == ExprKind::Temp) && !Exprs.contains(E, Target))
    return false;
  return valueDependsOn(E, Target, Exprs) ||
         (isPureResult(E, Exprs) && Exprs.contains(E, Target));
}
} // namespace

/// What was learnt through a name that ends still holds of what it named. (Of
/// 'p->f != 0', too, if it was learnt of 'p->f'.) After 'e = q->first' what was
/// learnt of q->first->f is true of e->f when q->first becomes another one.
void State::endNames(ExprId Place, ExprTable &Exprs) {
  llvm::SmallVector<std::pair<ExprId, ExprId>, 2> Ending;
  for (auto &[P, V] : Values) {
    if (!V.Same || !dependsOn(V.Same, Place, Exprs))
      continue;
    if (P != Place && Exprs[P].Kind == ExprKind::Var &&
        Exprs[P].Type.Kind == facts::TypeKind::Pointer)
      Ending.push_back({V.Same, P});
    resolve(V, valueOf(*this, V.Same, Exprs));
    V.Same = 0;
  }
  // The longest first: operands have smaller numbers. Of several variables
  // that hold the same, the first names it.
  llvm::sort(Ending, [](const auto &A, const auto &B) {
    return A.first != B.first ? A.first > B.first : A.second < B.second;
  });
  auto SameName = [](const auto &A, const auto &B) {
    return A.first == B.first;
  };
  Ending.erase(llvm::unique(Ending, SameName), Ending.end());
  for (auto [Old, Variable] : Ending)
    nameBy(Variable, Old, Exprs);
}

void State::nameBy(ExprId Variable, ExprId Old, ExprTable &Exprs) {
  for (Held &H : Context)
    H.Lock = Exprs.replace(H.Lock, Old, Variable);
  std::vector<std::pair<ExprId, Value>> New;
  for (auto &[P, V] : Values)
    if (P != Old && Exprs[P].Kind != ExprKind::Var && Exprs.contains(P, Old))
      New.push_back({Exprs.replace(P, Old, Variable), V});
  for (auto &[P, V] : New)
    if (Exprs.isPlace(P)) // What was there is of what the variable held before.
      set(P, V);
}

void State::kill(ExprId Place, ExprTable &Exprs) {
  endNames(Place, Exprs);
  for (auto &[P, V] : Values)
    if (P != Place && dependsOn(P, Place, Exprs)) {
      V = Value();
      V.Written = true;
    }
  // Conditions and temporaries that speak of the place are of no use now.
  std::erase_if(Values, [&](const auto &Entry) {
    return Entry.second.Written && Entry.second.isTop() && !Entry.second.Same &&
           !Entry.second.Site && !Exprs.isPlace(Entry.first);
  });
}

void State::killBelow(ExprId Place, ExprTable &Exprs) {
  auto Before = Values;
  kill(Place, Exprs);
  for (const auto &[P, V] : Before)
    if (V.Site && P != Place && Exprs[P].Kind == ExprKind::Field &&
        openSite(V.Site))
      set(P, V);
}

const OpenSite *State::openSite(SiteId S) const {
  for (const OpenSite &O : Open)
    if (O.Site == S)
      return &O;
  return nullptr;
}

void State::closeSite(SiteId S, const Value &As) {
  if (As.isZero()) {
    Failed = S;
    DoesWithout = false;
  }
  llvm::erase_if(Open, [&](const OpenSite &O) { return O.Site == S; });
  for (auto &[P, V] : Values)
    if (V.Site == S) {
      bool Written = V.Written;
      ExprId Same = V.Same;
      V = As;
      V.Written = Written;
      V.Same = Same;
      // Whose failure it is matters to those who use it all the same.
      V.Site = As.isZero() ? S : 0;
    }
}

bool State::joinValues(const State &O, bool Widen, const ExprTable &Exprs) {
  bool Changed = false;
  if (!Failed && O.Failed) {
    Failed = O.Failed;
    Changed = true;
  }
  if (!DoesWithout && O.DoesWithout) {
    DoesWithout = true;
    Changed = true;
  }
  for (OpenSite &Site : Open)
    if (const OpenSite *Other = O.openSite(Site.Site);
        Other && !Site.Stored && Other->Stored) {
      Site.Stored = Other->Stored;
      Changed = true;
    }
  std::vector<std::pair<ExprId, Value>> Out;
  Out.reserve(Values.size());
  auto B = O.Values.begin();
  // Two names for a value end where the paths disagree on them; what is known
  // through them does not.
  auto Join = [&](Value X, Value Y) {
    if (X.Same != Y.Same) {
      if (X.Same)
        resolve(X, valueOf(*this, X.Same, Exprs));
      if (Y.Same)
        resolve(Y, valueOf(O, Y.Same, Exprs));
    }
    return join(X, Y);
  };
  auto Keep = [&](ExprId P, const Value &Old, Value V) {
    if (Widen) {
      if (V.Lo != Old.Lo)
        V.Lo = std::numeric_limits<int64_t>::min();
      if (V.Hi != Old.Hi)
        V.Hi = std::numeric_limits<int64_t>::max();
    }
    V.Since = Old.Since;
    Changed |= !(V == Old);
    if (!V.isTop() || V.Same || V.Site || V.Written)
      Out.push_back({P, V});
    else
      Changed = true;
  };
  for (const auto &[P, V] : Values) {
    while (B != O.Values.end() && B->first < P) {
      if (B->second.Written) {
        Value W;
        W.Written = true;
        Out.push_back({B->first, W});
        Changed = true;
      }
      ++B;
    }
    if (B != O.Values.end() && B->first == P)
      Keep(P, V, Join(V, (B++)->second));
    else if (V.Written) {
      Value W;
      W.Written = true;
      Keep(P, V, W);
    } else
      Changed = true;
  }
  for (; B != O.Values.end(); ++B)
    if (B->second.Written) {
      Value W;
      W.Written = true;
      Out.push_back({B->first, W});
      Changed = true;
    }
  Values = std::move(Out);
  return Changed;
}

bool State::joinAll(const State &O, const ExprTable &Exprs) {
  bool Changed = false;
  for (size_t I = Open.size(); I-- > 0;)
    if (!O.openSite(Open[I].Site)) {
      SiteId S = Open[I].Site;
      closeSite(S, Value());
      Changed = true;
    }
  State Other = O;
  for (size_t I = Other.Open.size(); I-- > 0;)
    if (!openSite(Other.Open[I].Site))
      Other.closeSite(Other.Open[I].Site, Value());
  return joinValues(Other, true, Exprs) || Changed;
}

unsigned State::distance(const State &O) const {
  // After a failure all else is of another kind.
  unsigned N = !Failed == !O.Failed ? 0 : 8;
  auto A = Values.begin(), B = O.Values.begin();
  while (A != Values.end() && B != O.Values.end()) {
    if (A->first < B->first)
      ++A, ++N;
    else if (B->first < A->first)
      ++B, ++N;
    else {
      N += !(A->second.Lo == B->second.Lo && A->second.Hi == B->second.Hi &&
             A->second.NonZero == B->second.NonZero);
      ++A, ++B;
    }
  }
  return N + unsigned(Values.end() - A) + unsigned(O.Values.end() - B);
}

} // namespace gfpcheck::analysis
