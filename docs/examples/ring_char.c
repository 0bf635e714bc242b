// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A character device with a ring of messages behind a spinlock. Its mistakes are
// those of code that was once protected by a mutex.
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#define RING_SLOTS 64
#define RING_CMD_RESIZE 1
#define RING_CMD_DUMP 2

struct ring_msg {
	struct list_head node;
	size_t len;
	char data[];
};

struct ring {
	spinlock_t lock;
	struct list_head messages;
	unsigned int count;
	unsigned int limit;
	u32 *checksums;
};

struct ring_reader {
	struct ring *ring;
	unsigned int seen;
};

static struct ring ring = { .limit = RING_SLOTS };

static struct ring_msg *ring_msg_new(const char *text, size_t len, gfp_t gfp)
{
	struct ring_msg *m = kmalloc(struct_size(m, data, len), gfp); /* bug: gfp-sleep-in-atomic */

	if (!m)
		return NULL;
	m->len = len;
	memcpy(m->data, text, len);
	return m;
}

/* Called with and without the lock: the caller says which by the flags. */
static int ring_append(struct ring *r, const char *text, gfp_t gfp)
{
	struct ring_msg *m = ring_msg_new(text, strlen(text), gfp);

	if (!m)
		return -ENOMEM;
	list_add_tail(&m->node, &r->messages);
	r->count++;
	return 0;
}

static bool ring_full(struct ring *r)
{
	return r->count >= r->limit;
}

/* The lock is held, so the note must not wait for memory; it does. */
static void ring_note_overflow(struct ring *r)
{
	ring_append(r, "overflow", GFP_KERNEL);
}

static ssize_t ring_write(struct file *file, const char __user *user, size_t len, loff_t *pos)
{
	struct ring *r = &ring;
	struct ring_msg *m;
	ssize_t ret = len;

	m = kmalloc(struct_size(m, data, len), GFP_KERNEL);
	if (!m)
		return -ENOMEM;
	m->len = len;

	spin_lock(&r->lock);
	if (ring_full(r)) {
		ring_note_overflow(r);
		ret = -ENOSPC;
	} else if (copy_from_user(m->data, user, len)) { /* bug: gfp-sleep-in-atomic */
		ret = -EFAULT;
	} else {
		list_add_tail(&m->node, &r->messages);
		r->count++;
		m = NULL;
	}
	spin_unlock(&r->lock);
	kfree(m);
	return ret;
}

/* Right: the message is taken off the list under the lock and copied without it. */
static ssize_t ring_read(struct file *file, char __user *user, size_t len, loff_t *pos)
{
	struct ring_reader *reader = file->private_data;
	struct ring *r = reader->ring;
	struct ring_msg *m;
	ssize_t ret = 0;

	spin_lock(&r->lock);
	m = list_first_entry_or_null(&r->messages, struct ring_msg, node);
	if (m) {
		list_del(&m->node);
		r->count--;
	}
	spin_unlock(&r->lock);
	if (!m)
		return 0;
	len = min(len, m->len);
	if (copy_to_user(user, m->data, len))
		ret = -EFAULT;
	else
		ret = len;
	reader->seen++;
	kfree(m);
	return ret;
}

/* Right: memory first, then the lock; the old table goes after it. */
static int ring_resize(struct ring *r, unsigned int limit)
{
	u32 *fresh, *old;

	fresh = kcalloc(limit, sizeof(*fresh), GFP_KERNEL);
	if (!fresh)
		return -ENOMEM;
	spin_lock(&r->lock);
	old = r->checksums;
	r->checksums = fresh;
	r->limit = limit;
	spin_unlock(&r->lock);
	kfree(old);
	return 0;
}

static long ring_dump(struct ring *r, char __user *user)
{
	char text[2048]; /* bug: gfp-large-stack */
	struct ring_msg *m;
	int n = 0;

	spin_lock(&r->lock);
	list_for_each_entry(m, &r->messages, node)
		n += scnprintf(text + n, sizeof(text) - n, "%zu ", m->len);
	spin_unlock(&r->lock);
	return copy_to_user(user, text, n) ? -EFAULT : n;
}

static long ring_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case RING_CMD_RESIZE:
		return ring_resize(&ring, arg);
	case RING_CMD_DUMP:
		return ring_dump(&ring, (char __user *)arg);
	default:
		return -EINVAL;
	}
}

static int ring_open(struct inode *inode, struct file *file)
{
	struct ring_reader *reader = kzalloc(sizeof(*reader), GFP_KERNEL);

	reader->ring = &ring; /* bug: gfp-unchecked-alloc */
	file->private_data = reader;
	return 0;
}

static int ring_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static const struct file_operations ring_fops = {
	.owner = THIS_MODULE,
	.open = ring_open,
	.release = ring_release,
	.read = ring_read,
	.write = ring_write,
	.unlocked_ioctl = ring_ioctl,
};

static struct miscdevice ring_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "ring",
	.fops = &ring_fops,
};

static int __init ring_init(void)
{
	spin_lock_init(&ring.lock);
	INIT_LIST_HEAD(&ring.messages);
	return misc_register(&ring_device);
}

static void __exit ring_exit(void)
{
	misc_deregister(&ring_device);
	kfree(ring.checksums);
}

module_init(ring_init);
module_exit(ring_exit);
