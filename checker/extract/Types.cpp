// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Types.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using facts::StringId;
using facts::TypeInfo;
using facts::TypeKind;

TypeInfo Types::get(clang::QualType T) {
  if (T.isNull())
    return {};
  const clang::Type *Canonical = T.getCanonicalType().getTypePtr();
  auto [It, New] = Known.try_emplace(Canonical);
  if (!New)
    return It->second;
  TypeInfo Info = make(Canonical);
  Known[Canonical] = Info;
  return Info;
}

TypeInfo Types::make(const clang::Type *T) {
  TypeInfo Info;
  if (T->isVoidType()) {
    Info.Kind = TypeKind::Void;
  } else if (T->isBooleanType()) {
    Info.Kind = TypeKind::Bool;
    Info.Bits = 1;
  } else if (T->isIntegralOrEnumerationType()) {
    if (T->isIncompleteType())
      return Info;
    Info.Kind = TypeKind::Int;
    Info.Signed = T->isSignedIntegerOrEnumerationType();
    uint64_t Width = Context.getIntWidth(clang::QualType(T, 0));
    Info.Bits = Width <= 128 ? uint8_t(Width) : 0;
  } else if (T->isPointerType()) {
    Info.Kind = TypeKind::Pointer;
    if (const auto *R = T->getPointeeType()->getAs<clang::RecordType>())
      Info.Record = tag(R->getDecl());
  } else if (const auto *R = T->getAs<clang::RecordType>()) {
    Info.Kind = TypeKind::Record;
    Info.Record = tag(R->getDecl());
  } else if (const clang::ArrayType *A = T->getAsArrayTypeUnsafe()) {
    Info.Kind = TypeKind::Array;
    const clang::Type *Element = A->getElementType().getTypePtr();
    if (const auto *R =
            Element->getBaseElementTypeUnsafe()->getAs<clang::RecordType>())
      Info.Record = tag(R->getDecl());
  } else if (T->isFloatingType()) {
    Info.Kind = TypeKind::Float;
  } else if (const auto *A = T->getAs<clang::AtomicType>()) {
    return get(A->getValueType());
  }
  return Info;
}

StringId Types::tag(const clang::RecordDecl *R) {
  auto [It, New] = Tags.try_emplace(R, 0);
  if (!New)
    return It->second;
  StringId Id = 0;
  if (R->getIdentifier())
    Id = Strings.intern(R->getName());
  else if (const clang::TypedefNameDecl *Named = R->getTypedefNameForAnonDecl())
    Id = Strings.intern(Named->getName());
  else if (const auto *Around =
               llvm::dyn_cast<clang::RecordDecl>(R->getLexicalDeclContext()))
    Id = tag(Around);
  Tags[R] = Id;
  return Id;
}
