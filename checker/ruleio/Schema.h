// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The schema of rule files: which keys there are and what they hold.
#ifndef GFPCHECK_RULEIO_SCHEMA_H
#define GFPCHECK_RULEIO_SCHEMA_H

#include "ruleio/NodeReader.h"
#include "ruleio/Raw.h"

namespace gfpcheck::ruleio {

/// Reads one rule file. What is wrong goes to D; what could be read is in the
/// result all the same, so that later checks can report more.
RawFile readRuleFile(llvm::MemoryBufferRef Text, support::Diagnostics &D);

// One for each kind of mapping, in the file named after it.
void readApi(NodeReader &R, llvm::yaml::Node *N, RawApi &Out);
void readCallback(NodeReader &R, llvm::yaml::Node *N, RawCallback &Out);
void readGfpTable(NodeReader &R, llvm::yaml::Node *N, RawGfpTable &Out);
void readBug(NodeReader &R, llvm::yaml::Node *N, RawBug &Out);
bool readTrust(NodeReader &R, llvm::yaml::Node *N,
               std::optional<model::Trust> &Out);

} // namespace gfpcheck::ruleio

#endif
