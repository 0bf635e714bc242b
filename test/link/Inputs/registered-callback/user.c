// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/mutex.h>
#include "events.h"

static DEFINE_MUTEX(mutex);
static struct source source;

static void on_event(void *data)
{
	mutex_lock(&mutex);
	*(int *)data += 1;
	mutex_unlock(&mutex);
}

void user_start(int *counter)
{
	source_register(&source, on_event, counter);
}
