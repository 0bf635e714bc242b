// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A sensor with an interrupt, a watchdog timer and a threaded alarm. What may
// sleep depends on which of the three is running.
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/timer.h>

#define SENSOR_LINE 256

struct sample {
	struct list_head node;
	struct rcu_head rcu;
	u32 value;
};

struct sensor {
	struct device *dev;
	void __iomem *regs;
	struct timer_list watchdog;
	struct mutex calibration;
	spinlock_t lock;
	struct list_head samples;
	char *label;
	u32 offset;
	u32 missed;
};

static void sensor_reset(struct sensor *s)
{
	writel(1, s->regs + 4);
	msleep(20); /* bug: gfp-sleep-in-atomic */
	writel(0, s->regs + 4);
}

static int sensor_store(struct sensor *s, u32 value)
{
	struct sample *sample = kmalloc(sizeof(*sample), GFP_ATOMIC);

	if (!sample)
		return -ENOMEM;
	sample->value = value;
	spin_lock(&s->lock);
	list_add_tail(&sample->node, &s->samples);
	spin_unlock(&s->lock);
	return 0;
}

/* The hard half: reads one value, and resets a sensor that hangs. */
static irqreturn_t sensor_interrupt(int irq, void *data)
{
	struct sensor *s = data;
	u32 value = readl(s->regs);

	if (value == ~0u) {
		sensor_reset(s);
		return IRQ_HANDLED;
	}
	if (sensor_store(s, value))
		s->missed++;
	return value > 1000 ? IRQ_WAKE_THREAD : IRQ_HANDLED;
}

/* Right: the thread may sleep, and does. */
static irqreturn_t sensor_alarm(int irq, void *data)
{
	struct sensor *s = data;
	char *text = kmalloc(SENSOR_LINE, GFP_KERNEL);

	if (!text)
		return IRQ_HANDLED;
	mutex_lock(&s->calibration);
	snprintf(text, SENSOR_LINE, "%s: alarm, offset %u", s->label, s->offset);
	mutex_unlock(&s->calibration);
	dev_warn(s->dev, "%s\n", text);
	kfree(text);
	return IRQ_HANDLED;
}

static void sensor_calibrate(struct sensor *s, u32 offset)
{
	mutex_lock(&s->calibration); /* bug: gfp-sleep-in-atomic */
	s->offset = offset;
	mutex_unlock(&s->calibration);
}

/* A timer runs in softirq context, where a mutex cannot be waited for. */
static void sensor_watchdog(struct timer_list *t)
{
	struct sensor *s = from_timer(s, t, watchdog);

	if (s->missed > 10)
		sensor_calibrate(s, 0);
	mod_timer(&s->watchdog, jiffies + HZ);
}

static void sensor_forget(struct rcu_head *head)
{
	kfree(container_of(head, struct sample, rcu));
}

/* Right: unlinked under the lock, freed after a grace period without waiting for one. */
static void sensor_drop_all(struct sensor *s)
{
	struct sample *sample, *next;

	spin_lock(&s->lock);
	list_for_each_entry_safe(sample, next, &s->samples, node) {
		list_del(&sample->node);
		call_rcu(&sample->rcu, sensor_forget);
	}
	spin_unlock(&s->lock);
}

static u32 sensor_mean(struct sensor *s)
{
	u32 history[512]; /* bug: gfp-large-stack */
	struct sample *sample;
	unsigned int n = 0, i;
	u64 sum = 0;

	spin_lock(&s->lock);
	list_for_each_entry(sample, &s->samples, node) {
		if (n < ARRAY_SIZE(history))
			history[n++] = sample->value;
	}
	spin_unlock(&s->lock);
	for (i = 0; i < n; i++)
		sum += history[i];
	return n ? sum / n : 0;
}

static int sensor_set_label(struct sensor *s, const char *name, int id)
{
	s->label = devm_kasprintf(s->dev, GFP_KERNEL, "%s.%d", name, id);
	if (strlen(s->label) > 32) /* bug: gfp-unchecked-alloc */
		return -EINVAL;
	return 0;
}

static int sensor_probe(struct platform_device *pdev)
{
	struct sensor *s = devm_kzalloc(&pdev->dev, sizeof(*s), GFP_KERNEL);
	int ret;

	if (!s)
		return -ENOMEM;
	s->dev = &pdev->dev;
	s->regs = devm_platform_ioremap_resource(pdev, 0);
	if (IS_ERR(s->regs))
		return PTR_ERR(s->regs);
	mutex_init(&s->calibration);
	spin_lock_init(&s->lock);
	INIT_LIST_HEAD(&s->samples);
	timer_setup(&s->watchdog, sensor_watchdog, 0);
	ret = sensor_set_label(s, pdev->name, pdev->id);
	if (ret)
		return ret;
	sensor_reset(s);
	sensor_calibrate(s, 17);
	ret = devm_request_threaded_irq(&pdev->dev, platform_get_irq(pdev, 0), sensor_interrupt,
					sensor_alarm, IRQF_ONESHOT, "sensor", s);
	if (ret)
		return ret;
	platform_set_drvdata(pdev, s);
	mod_timer(&s->watchdog, jiffies + HZ);
	return 0;
}

static void sensor_remove(struct platform_device *pdev)
{
	struct sensor *s = platform_get_drvdata(pdev);

	timer_shutdown_sync(&s->watchdog);
	dev_info(s->dev, "mean %u\n", sensor_mean(s));
	sensor_drop_all(s);
}

struct platform_driver sensor_driver = {
	.probe = sensor_probe,
	.remove = sensor_remove,
};
